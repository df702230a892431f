package org.opengauss.reversemigration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.testbed.TargetServer;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** One drain of the backlog by the tool as a process of its own, end state checked. */
final class ToolRun {
    /**
     * What it reached; rates are from the first commit to the last (from the begin of the stream where transactions are
     * few and large), CPU is that of the whole process, start-up included.
     *
     * @param peakHeapMiB by the JVM's own log, 0 if it never collected
     */
    record Result(
            String mode,
            int writers,
            long rows,
            double seconds,
            double rowsPerSecond,
            double transactionsPerSecond,
            double cpuSeconds,
            double cpuMicrosPerRow,
            double cpuMicrosPerTransaction,
            long peakHeapMiB,
            long peakResidentMiB) {}

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 5;

    /** With fewer commits than this, the first of them is too large a part to be left out. */
    private static final int MANY_TRANSACTIONS = 1_000;

    private final TargetServer server;
    private final Workload workload;
    private final Source source;
    private final List<String> javaOptions;

    ToolRun(TargetServer server, Workload workload, Source source, List<String> javaOptions) {
        this.server = server;
        this.workload = workload;
        this.source = source;
        this.javaOptions = javaOptions;
    }

    /**
     * @param transactions what the target's tables are prefilled for
     * @param bare what the stream holds
     */
    Result run(
            String mode,
            int writers,
            int transactions,
            BareReader.Result bare,
            ExpectedState expected)
            throws SQLException, IOException, InterruptedException {
        String slot = source.nextSlot();
        Path gcLog = Files.createTempFile("rm-bench-", ".gc");
        try (Target target = Target.create(server, workload, transactions)) {
            ToolConfig config = create(target, slot, mode, writers);
            List<String> options = new ArrayList<>(javaOptions);
            options.add("-Xlog:gc:file=" + gcLog + "::filecount=0");
            Result result;
            try (LedgerWatch watch = new LedgerWatch(target);
                    ToolProcess tool = ToolProcess.startPlain(config, options)) {
                long streamNanos = drain(tool, watch, slot, mode);
                double cpu = ProcessFacts.cpuSeconds(tool.pid());
                long resident = ProcessFacts.peakResidentMiB(tool.pid());
                ToolProcess.Result stopped = tool.stop();
                if (stopped.exitCode() != 0) {
                    throw new IllegalStateException("the tool failed: " + stopped.all());
                }
                long rows = bare.rows();
                boolean many = bare.transactions() >= MANY_TRANSACTIONS;
                double seconds = many ? watch.seconds() : watch.secondsSince(streamNanos);
                double rate =
                        (many
                                        ? source.transactionsAt(watch.lsn())
                                                - source.transactionsAt(watch.firstLsn())
                                        : bare.transactions())
                                / seconds;
                result =
                        new Result(
                                mode,
                                writers,
                                rows,
                                seconds,
                                rate * rows / bare.transactions(),
                                rate,
                                cpu,
                                cpu * 1e6 / rows,
                                cpu * 1e6 / bare.transactions(),
                                ProcessFacts.peakHeapMiB(gcLog),
                                resident);
            }
            requireState(
                    target,
                    expected,
                    "%s, %d writers, mode %s".formatted(workload.title(), writers, mode));
            return result;
        } finally {
            Files.deleteIfExists(gcLog);
            source.forget(slot);
        }
    }

    /** The tool has left MySQL in another state than the stream says. */
    static final class WrongState extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        WrongState(String message) {
            super(message);
        }
    }

    static void requireState(Target target, ExpectedState expected, String what)
            throws SQLException {
        List<String> differences = target.differences(expected);
        if (!differences.isEmpty()) {
            throw new WrongState(
                    what + ": MySQL is not as it should be: " + String.join("; ", differences));
        }
    }

    /** Makes slot and ledger; gives the configuration to start with. */
    ToolConfig create(Target target, String slot, String mode, int writers) {
        ToolConfig config = config(target, slot, mode, writers);
        ToolProcess.Result created = ToolProcess.run(config, "create");
        if (created.exitCode() != 0) {
            throw new IllegalStateException("create failed: " + created.all());
        }
        return config;
    }

    private ToolConfig config(Target target, String slot, String mode, int writers) {
        ToolConfig config =
                ToolConfig.of(source.database(), target.database())
                        .with("slot.name", slot)
                        .with("slot.stream", "fast")
                        .with("slot.parallel-decode-num", 4)
                        .with("slot.decode-style", "b")
                        .with("slot.sending-batch", 1)
                        .with("apply.writers", writers);
        // transaction is the default, and older builds do not know the key
        return mode.equals("transaction") ? config : config.with("apply.mode", mode);
    }

    /**
     * Waits for the end and returns when the stream began. The ledger at the end is enough in the ordered mode; what is
     * confirmed covers every lane in both.
     */
    private long drain(ToolProcess tool, LedgerWatch watch, String slot, String mode)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean ordered = mode.equals("transaction");
        long streamNanos = 0;
        while (!(ordered && watch.lsn() >= source.end().value()
                || !source.confirmed(slot).isBefore(source.end()))) {
            if (!tool.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        (tool.isAlive()
                                        ? "not drained within " + PATIENCE
                                        : "the tool ended by itself")
                                + "; it wrote:\n"
                                + tool.written());
            }
            Thread.sleep(LOOK_MILLIS);
            watch.look();
            if (streamNanos == 0 && source.isStreaming()) {
                streamNanos = System.nanoTime();
            }
        }
        watch.look();
        return streamNanos;
    }
}
