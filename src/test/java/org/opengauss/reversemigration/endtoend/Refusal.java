package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** A command that ended by itself because of something a person must mend. */
record Refusal(ToolProcess.Result result) {
    static Refusal of(ToolConfig config, String command, String... arguments) {
        return new Refusal(ToolProcess.run(config, command, arguments));
    }

    static List<String> errors(String written) {
        return written.lines().filter(line -> line.startsWith("error: ")).toList();
    }

    /** It must have ended so, with one line of error that holds all these texts. */
    void with(int exitCode, String... texts) {
        assertThat(result.exitCode()).as(result.all()).isEqualTo(exitCode);
        List<String> errors = errors(result.all());
        assertThat(errors).as(result.all()).hasSize(1);
        assertThat(errors.get(0)).contains(texts).doesNotContain("this is a bug");
        assertThat(result.all()).doesNotContain("\tat ");
    }
}
