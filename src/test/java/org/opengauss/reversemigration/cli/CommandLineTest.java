package org.opengauss.reversemigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void helpNamesCommandsExamplesExitCodesAndWhereStateLives() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString())
                .contains("create ", "start ", "drop ")
                .contains("Examples:", "-c /etc/rm/shop.yaml")
                .contains("Exit codes:", "  5   the slot is in use")
                .contains("Where state lives", "ledger")
                .contains("start is the default");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start", "drop"})
    void everyCommandHelpsWithExamplesAndExitCodes(String command) {
        assertThat(execute(command, "--help")).isZero();

        assertThat(out.toString()).contains("--config", "Exit codes:", "Examples:");
    }

    @Test
    void versionIsPrinted() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("reverse-migration ").contains("Java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start", "drop", ""})
    void aMissingConfigurationIsOneLineAndExitCode2(String command) {
        String file = folder.resolve("none.yaml").toString();

        int code = command.isEmpty() ? execute("-c", file) : execute("--config", file, command);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "error: " + file + ": no such file; name another one with --config");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aWrongOptionPointsToTheHelpOfItsCommand() {
        assertThat(execute("create", "--set-identty")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("error: Unknown option: '--set-identty'")
                .endsWith("See reverse-migration create --help" + System.lineSeparator());
    }

    @Test
    void aTimeoutNeedsAUnit() {
        assertThat(execute("create", "--timeout", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("expected a number with a unit (ms, s, m, h): 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start", "drop"})
    void aServerThatDoesNotAnswerIsTransient(String command) throws IOException {
        Path file = LogMaskingTest.unreachable(folder);

        assertThat(execute(command, "-c", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
        assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = ReverseMigration.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return commandLine.execute(arguments);
    }
}
