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
    private static final long LOOK_NANOS = 1_000_000;

    private final TargetServer server;
    private final Workload workload;
    private final List<String> javaOptions;
    private final int seconds;
    private final int warmUpSeconds;

    LagRun(TargetServer server, Workload workload, List<String> javaOptions, boolean quick) {
        this.server = server;
        this.workload = workload;
        this.javaOptions = javaOptions;
        this.seconds = quick ? 5 : 20;
        this.warmUpSeconds = quick ? 3 : 10;
    }

    Result run(String mode, int writers, double perSecond)
            throws SQLException, InterruptedException, ToolRun.ModeUnknown {
        int skipped = (int) (warmUpSeconds * perSecond);
        int transactions = Math.max(2, skipped + (int) (seconds * perSecond));
        Delays delivery = delivery(perSecond, transactions / 2);
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
                watch(tool, target, tape, skipped, lag, looks);
                commits = probe.end();
                ToolProcess.Result stopped = tool.stop();
                if (stopped.exitCode() != 0) {
                    throw new IllegalStateException("the tool failed: " + stopped.all());
                }
            }
            ToolRun.requireState(
                    target, ExpectedState.of(workload, transactions), workload.title() + ", lag");
            source.forget(slot);
        }
        double sentFor = (tape.sentNanos(transactions - 1) - tape.sentNanos(0)) / 1e9;
        double bound = 4 * commits.percentile(0.5) + delivery.percentile(0.5);
        return new Result(
                mode,
                writers,
                (transactions - 1) / sentFor,
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
        PacedTape tape = new PacedTape(workload, Math.max(2, transactions), perSecond);
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
                                return next[0] < tape.transactions();
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

    private void watch(
            ToolProcess tool, Target target, PacedTape tape, int skipped, Delays lag, Delays looks)
            throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = 0;
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            String query =
                    "select max(lsn) from " + target.database().ledgerDatabase() + ".position";
            long lastLook = System.nanoTime();
            while (seen < tape.transactions()) {
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
                    if (seen >= skipped) {
                        lag.add(now - tape.sentNanos(seen));
                    }
                }
                if (!tool.isAlive() || now > deadline) {
                    throw new IllegalStateException(
                            "lag: the tool did not get through; it wrote:\n" + tool.written());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
