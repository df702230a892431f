package org.opengauss.reversemigration.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.opengauss.reversemigration.testbed.TargetServer;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/**
 * How long after its commit a transaction is on MySQL, at a steady rate: from the moment the source sends it, which is
 * its commit time in the stream, to the first look at the ledger that shows it.
 */
final class LagRun {
    /**
     * Times in milliseconds.
     *
     * @param commitP50 one single-row autocommitted insert, on the same machine while the tool ran
     * @param idleCommitP50 the same with nothing else running
     * @param deliveryP50 from send to receipt by the driver alone, at the same rate
     * @param lookP50 time between two looks at the ledger: what the figures are exact to
     * @param bound four commits and the delivery
     */
    record Result(
            String mode,
            int writers,
            double transactionsPerSecond,
            int transactions,
            double p50,
            double p99,
            double commitP50,
            double commitP99,
            double idleCommitP50,
            double deliveryP50,
            double deliveryP99,
            double lookP50,
            double bound,
            double p50ToBound) {}

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long CAUGHT_UP_NANOS = 200_000_000;
    private static final long LOOK_NANOS = 1_000_000;

    private final TargetServer server;
    private final Workload workload;
    private final List<String> javaOptions;
    private final int seconds;
    private final int warmUpSeconds;
    private final int longestWarmUpSeconds;

    LagRun(TargetServer server, Workload workload, List<String> javaOptions, boolean quick) {
        this.server = server;
        this.workload = workload;
        this.javaOptions = javaOptions;
        this.seconds = quick ? 5 : 20;
        this.warmUpSeconds = quick ? 3 : 10;
        this.longestWarmUpSeconds = quick ? 10 : 30;
    }

    Result run(String mode, int writers, double perSecond)
            throws SQLException, InterruptedException {
        int transactions = (int) Math.max(2, (longestWarmUpSeconds + seconds + 2) * perSecond);
        Delays delivery = delivery(perSecond, (int) Math.max(2, 3 * perSecond));
        PacedTape tape = new PacedTape(workload, transactions, perSecond);
        Delays lag = new Delays();
        Delays looks = new Delays();
        Delays commits;
        Delays idle;
        try (Source source = Source.replay(workload, tape);
                Target target = Target.create(server, workload, transactions)) {
            try (CommitProbe probe = new CommitProbe(target)) {
                Thread.sleep(1_000);
                idle = probe.end();
            }
            ToolRun run = new ToolRun(server, workload, source, javaOptions);
            String slot = source.nextSlot();
            ToolConfig config = run.create(target, slot, mode, writers);
            try (ToolProcess tool = ToolProcess.startPlain(config, javaOptions);
                    CommitProbe probe = new CommitProbe(target)) {
                watch(tool, target, tape, lag, looks);
                commits = probe.end();
                ToolProcess.Result stopped = tool.stop();
                if (stopped.exitCode() != 0) {
                    throw new IllegalStateException("the tool failed: " + stopped.all());
                }
            }
            ToolRun.requireState(
                    target,
                    ExpectedState.of(workload, transactions, tape.count()),
                    workload.title() + ", lag");
            source.forget(slot);
        }
        double sentFor = (tape.sentNanos(tape.count() - 1) - tape.sentNanos(0)) / 1e9;
        double bound = 4 * commits.percentile(0.5) + delivery.percentile(0.5);
        return new Result(
                mode,
                writers,
                (tape.count() - 1) / sentFor,
                lag.count(),
                lag.percentile(0.5),
                lag.percentile(0.99),
                commits.percentile(0.5),
                commits.percentile(0.99),
                idle.percentile(0.5),
                delivery.percentile(0.5),
                delivery.percentile(0.99),
                looks.percentile(0.5),
                bound,
                lag.percentile(0.5) / bound);
    }

    /** The source's own delay: the driver reads the same stream at the same rate. */
    private Delays delivery(double perSecond, int transactions) throws SQLException {
        PacedTape tape = new PacedTape(workload, transactions, perSecond);
        Delays delays = new Delays();
        try (Source source = Source.replay(workload, tape)) {
            String slot = source.nextSlot();
            source.createSlot(slot);
            long[] next = new long[1];
            new BareReader(source.database(), slot)
                    .read(
                            (payload, nanos) -> {
                                long until = commitsUpTo(payload, next[0]);
                                while (next[0] < until) {
                                    delays.add(nanos - tape.sentNanos(next[0]++));
                                }
                                return next[0] < transactions;
                            });
            source.forget(slot);
        }
        return delays;
    }

    /** Number of transactions committed when a frame is through. */
    private long commitsUpTo(ByteBuffer payload, long before) {
        long commits = before;
        int at = payload.position();
        while (at + 4 < payload.limit()) {
            if (payload.get(at + 12) == 'C') {
                commits = StreamRenderer.transactionsAt(workload, payload.getLong(at + 4));
            }
            at += 4 + payload.getInt(at) + 1;
        }
        return commits;
    }

    /**
     * Looks until the time is over and everything sent is on MySQL. What counts begins when the warm-up is over and the
     * tool has caught up with what was sent while it started.
     */
    private void watch(ToolProcess tool, Target target, PacedTape tape, Delays lag, Delays looks)
            throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = 0;
        long steadyNanos = 0;
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            String query =
                    "select max(lsn) from " + target.database().ledgerDatabase() + ".position";
            long lastLook = System.nanoTime();
            while (!tape.isFinished() || seen < tape.count()) {
                long lsn;
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    lsn = row.getLong(1);
                }
                long now = System.nanoTime();
                looks.add(now - lastLook);
                lastLook = now;
                long visible = StreamRenderer.transactionsAt(workload, lsn);
                for (; seen < visible; seen++) {
                    long sent = tape.sentNanos(seen);
                    if (steadyNanos == 0 && isSteady(now - sent, now - tape.sentNanos(0))) {
                        steadyNanos = now;
                    }
                    if (steadyNanos != 0 && sent >= steadyNanos) {
                        lag.add(now - sent);
                    }
                }
                if (steadyNanos != 0 && now - steadyNanos > seconds * 1_000_000_000L) {
                    tape.stop();
                }
                if (!tool.isAlive() || now > deadline) {
                    throw new IllegalStateException(
                            "lag: the tool did not get through; it wrote:\n" + tool.written());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private boolean isSteady(long lagNanos, long runningNanos) {
        return runningNanos > warmUpSeconds * 1_000_000_000L && lagNanos < CAUGHT_UP_NANOS
                || runningNanos > longestWarmUpSeconds * 1_000_000_000L;
    }
}
