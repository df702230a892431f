package org.opengauss.reversemigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.pipeline.StopSignal;

class TerminationSignalsTest {
    /** Stands for a start: ends when asked, or never. */
    static final class Program {
        public static void main(String[] args) throws InterruptedException {
            StopSignal stop = new StopSignal();
            TerminationSignals signals = TerminationSignals.install(stop, Duration.ofMinutes(5));
            System.out.println("ready");
            stop.await(Duration.ofMinutes(5));
            if (args[0].equals("hangs")) {
                new CountDownLatch(1).await();
            }
            signals.finished();
            System.exit(0);
        }
    }

    @Test
    void theFirstSignalEndsGentlyWithExitCode0() throws IOException, InterruptedException {
        Process process = start("drains");
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.toHandle().destroy(); // Process.destroy would close its output
            assertThat(output.readLine()).startsWith("stopping");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void theSecondSignalLeavesAtOnce() throws IOException, InterruptedException {
        Process process = start("hangs");
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.toHandle().destroy();
            assertThat(output.readLine()).startsWith("stopping");
            process.toHandle().destroy();
            assertThat(output.readLine()).startsWith("second signal");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private static Process start(String how) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        how)
                .redirectErrorStream(true)
                .start();
    }
}
