package org.opengauss.reversemigration.cli;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.config.ConfigurationLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What every command takes, before or behind its name; also where commands write. */
final class CommonOptions {
    /** The openGauss driver logs here by its own default; held, or its level would be forgotten. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.opengauss");

    private static final Path DEFAULT_CONFIG = Path.of("config.yaml");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path config = DEFAULT_CONFIG;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            defaultValue = "config.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    void setConfig(Path file) {
        config = file;
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log at DEBUG and print stack traces.")
    void setVerbose(boolean verbose) {
        // read by LogFormat; picocli calls this before any of our classes makes a logger
        if (verbose) {
            System.setProperty("LOG_LEVEL", "DEBUG");
        }
    }

    /** Another command on the same configuration, to be typed as it is. */
    String commandLine(String command) {
        String line = "reverse-migration " + command;
        if (config.equals(DEFAULT_CONFIG)) {
            return line;
        }
        String file = config.toString();
        boolean plain = file.matches("[\\w./@:+-]+");
        return line + " -c " + (plain ? file : "'" + file.replace("'", "'\\''") + "'");
    }

    static boolean isVerbose() {
        return "DEBUG".equalsIgnoreCase(level()) || "TRACE".equalsIgnoreCase(level());
    }

    private static String level() {
        return System.getProperty("LOG_LEVEL", System.getenv("LOG_LEVEL"));
    }

    /** Reads the configuration and says its remarks on stderr. */
    Configuration load() {
        if ("TRACE".equalsIgnoreCase(level())) {
            System.setProperty("LOG_STACK", "%ex"); // only here may a driver's text show values
        }
        DRIVER_LOG.setLevel(Level.WARNING);
        Configuration configuration = ConfigurationLoader.load(config);
        configuration
                .remarks()
                .forEach(remark -> spec.commandLine().getErr().println("note: " + remark));
        return configuration;
    }

    /** One line of the command's result. */
    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
