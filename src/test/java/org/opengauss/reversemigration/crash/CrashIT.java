package org.opengauss.reversemigration.crash;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;
import org.opengauss.reversemigration.testbed.workload.SnapshotWatch;
import org.opengauss.reversemigration.testbed.workload.Workload;

/**
 * The tool is killed at random moments under load and started again, with another decoding mode and another number of
 * writers, while a reader judges snapshots of MySQL. {@code -Dcrash.kills=30}, {@code -Dcrash.seed=...} (printed),
 * {@code -Dcrash.writers=1,4,16}, {@code -Dcrash.sessions=4} with {@code -Dcrash.rate=10} transactions a second each.
 */
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 30);
    private static final long SEED =
            Long.getLong("crash.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final int SESSIONS = Integer.getInteger("crash.sessions", 4);
    private static final int TRANSACTIONS_PER_SECOND = Integer.getInteger("crash.rate", 10);
    private static final List<Integer> WRITERS =
            Stream.of(System.getProperty("crash.writers", "4,1,16").split(","))
                    .map(Integer::valueOf)
                    .toList();

    /** Small bounds, so that a backlog is several chunks, and the default. */
    private static final List<Integer> CHUNK_TRANSACTIONS = List.of(8192, 40, 8);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Random random = new Random(SEED);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void nothingIsLostOrDoubledAndNoReaderSeesAStateTheSourceNeverHad() throws Exception {
        System.out.println("crash test: seed " + SEED + ", " + KILLS + " kills");
        try (TargetDatabase target = TargetDatabase.create();
                SourceDatabase source = SourceDatabase.create(Manners.DOLPHIN_6_0);
                Connection openGauss = source.connect();
                Connection mysql = target.connect()) {
            Workload.createTables(openGauss, mysql);
            ToolConfig config = ToolConfig.of(source, target);
            assertThat(ToolProcess.run(config, "create").exitCode()).isZero();
            Workload.populate(openGauss, SESSIONS);
            try (Workload workload =
                            Workload.start(
                                    source::connect,
                                    SESSIONS,
                                    Long.MAX_VALUE,
                                    TRANSACTIONS_PER_SECOND,
                                    SEED);
                    SnapshotWatch watch =
                            SnapshotWatch.start(
                                    target.connect(), workload.history(), Duration.ofMillis(50));
                    InFlight inFlight =
                            InFlight.start(
                                    target.server().connect(""), target.server().toolUser())) {
                for (int kill = 0; kill < KILLS; kill++) {
                    runAndKill(variant(config, kill), mysql);
                    assertThat(watch.problems()).as("after kill %d", kill + 1).isEmpty();
                }
                workload.finish();
                runToTheEnd(variant(config, KILLS), mysql, workload);
                watch.finish();
                assertThat(watch.problems()).isEmpty();
                assertThat(watch.states()).as("states seen").isGreaterThan(KILLS);
                System.out.printf(
                        "crash test: %d transactions, %d snapshots of %d states%n",
                        workload.history().committed(), watch.snapshots(), watch.states());
                inFlight.finish();
                System.out.println("crash test: " + inFlight.told());
            }
            for (String table : Workload.TABLES) {
                Comparison.assertEqual(openGauss, "public", table, mysql, target.name(), table);
            }
        }
    }

    private static ToolConfig variant(ToolConfig config, int run) {
        int modes = DecodeMode.EVERY_CHANGE.size() - 1;
        // the walk is passed more than once, with another number of writers
        int writers = WRITERS.get((run + run / modes) % WRITERS.size());
        return DecodeMode.EVERY_CHANGE
                .get(run % modes)
                .in(config)
                .with("apply.writers", writers)
                .with(
                        "apply.max-chunk-transactions",
                        CHUNK_TRANSACTIONS.get(run / 2 % CHUNK_TRANSACTIONS.size()));
    }

    /** Most kills hit the tool while it applies, some while it starts. */
    private void runAndKill(ToolConfig config, Connection mysql) throws Exception {
        long before = applied(mysql);
        long further =
                random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(60 * TRANSACTIONS_PER_SECOND / 10);
        int moment = random.nextInt(100_000_000);
        try (ToolProcess tool = ToolProcess.start(config)) {
            tool.await(
                    further + " transactions more on MySQL",
                    PATIENCE,
                    () -> applied(mysql) >= before + further);
            never.await(moment, NANOSECONDS);
            tool.kill();
        }
    }

    private static void runToTheEnd(ToolConfig config, Connection mysql, Workload workload) {
        try (ToolProcess tool = ToolProcess.start(config)) {
            tool.await(
                    "MySQL catches up",
                    PATIENCE,
                    () -> applied(mysql) == workload.history().committed());
            assertThat(tool.stop().exitCode()).isZero();
        }
    }

    /** Transactions come in order, so the highest number counts them. */
    private static long applied(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row =
                        statement.executeQuery("select coalesce(max(seq), 0) from journal")) {
            row.next();
            return row.getLong(1);
        }
    }
}
