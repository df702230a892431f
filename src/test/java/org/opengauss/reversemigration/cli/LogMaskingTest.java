package org.opengauss.reversemigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.target.TargetException;
import picocli.CommandLine;

/** Nothing a user sees holds a password, or a value that a server quoted. */
class LogMaskingTest {
    @TempDir private Path folder;

    /** A configuration whose servers refuse every connection, with passwords to look for. */
    static Path unreachable(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("unreachable.yaml"),
                """
                og_conn:
                  host: 127.0.0.1
                  port: 1
                  user: repl
                  password: "s3cr3t-og"
                  database: shop
                  properties: {sslpassword: s3cr3t-key}
                slot: {name: og2my}
                mysql: {host: 127.0.0.1, port: 1, user: repl, password: "s3cr3t-my", database: shop}
                """,
                UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start", "drop"})
    void noPasswordIsInTheOutputAtTheHighestLogLevel(String command)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-DLOG_LEVEL=TRACE",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "org.opengauss.reversemigration.Main",
                                        command,
                                        "-c",
                                        unreachable(folder).toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.TRANSIENT.number());
        assertThat(Files.readString(output, UTF_8))
                .contains("error: ", "\tat ")
                .doesNotContain("s3cr3t");
    }

    @Test
    void aTraceHoldsTheCodeOfAServersErrorButNotItsText() {
        System.setProperty("LOG_LEVEL", "DEBUG");
        try {
            String printed =
                    handled(
                            new TargetException(
                                    ExitCode.STOPPED,
                                    "a row of shop.orders exists already",
                                    new SQLException(
                                            "Duplicate entry 'alice@example.org' for key 'u'",
                                            "23000",
                                            1062)));

            assertThat(printed)
                    .startsWith("error: a row of shop.orders exists already")
                    .contains("java.sql.SQLException: error 1062, SQLSTATE 23000")
                    .doesNotContain("alice");
        } finally {
            System.clearProperty("LOG_LEVEL");
        }
    }

    @Test
    void anUnexpectedFailureIsCalledABugWithoutItsText() {
        assertThat(handled(new IllegalStateException("row (1,'alice')")))
                .startsWith("error: unexpected java.lang.IllegalStateException at ")
                .contains("this is a bug")
                .doesNotContain("alice");
    }

    private static String handled(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = ReverseMigration.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        assertThat(new ErrorLine().handleExecutionException(failure, commandLine, null))
                .isEqualTo(ExitCode.STOPPED.number());
        return err.toString();
    }
}
