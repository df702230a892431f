package org.opengauss.reversemigration.config;

import java.util.List;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;

/** The configuration cannot be used. Lists every problem found, not only the first; never holds a secret. */
public final class ConfigException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigException(String file, List<String> problems) {
        super(ExitCode.USAGE, message(file, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, in the order of the file's lines. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String file, List<String> problems) {
        return problems.size() == 1
                ? file + ": " + problems.get(0)
                : file
                        + " has "
                        + problems.size()
                        + " problems:\n  "
                        + String.join("\n  ", problems);
    }
}
