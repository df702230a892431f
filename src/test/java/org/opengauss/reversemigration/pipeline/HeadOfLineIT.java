package org.opengauss.reversemigration.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.dispatch.Watermark;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;
import org.opengauss.reversemigration.status.Progress;
import org.opengauss.reversemigration.status.Snapshot;
import org.opengauss.reversemigration.target.Claim;
import org.opengauss.reversemigration.target.Targets;
import org.opengauss.reversemigration.testbed.TargetDatabase;

/**
 * The head of line waits for a lock that a later chunk holds while that waits for its turn: what InnoDB cannot see. The
 * later one put back a unique value that it had released, which locks the gap below, and no key tells: the replica
 * identity sends the primary key only.
 */
@Timeout(120)
class HeadOfLineIT {
    private static final TableName T = new TableName("public", "t");
    private static final RowShape WHOLE =
            new RowShape(List.of("id", "u"), List.of("integer", "integer"));
    private static final RowShape KEY = new RowShape(List.of("id"), List.of("integer"));

    private final SessionParts parts =
            new SessionParts(
                    new Inbox(),
                    new ByteBudget(64 << 20),
                    new Watermark(Lsn.ZERO),
                    new Progress(),
                    new Failure(),
                    new StopSignal(),
                    new StopSignal());

    @Test
    void aLaterChunkLetsGoOfWhatTheHeadWaitsForBeforeThatTimesOut() throws Exception {
        try (TargetDatabase database = TargetDatabase.create()) {
            database.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, u INT, UNIQUE KEY (u));"
                            + "INSERT INTO t VALUES (1, 90), (10, 100)");
            try (Targets targets = targets(database);
                    Applying applying = applying(targets);
                    Connection other = database.connect();
                    Statement held = other.createStatement()) {
                other.setAutoCommit(false);
                held.execute("INSERT INTO t VALUES (12, 1)"); // holds the head up until rolled back
                List<Thread> writers = start(applying);
                Scheduler scheduler = applying.scheduler();
                scheduler.transaction(transaction(0x200, insert("12", "95")));
                scheduler.nothingMoreAtHand();
                scheduler.transaction(transaction(0x300, delete("10"), insert("11", "100")));
                scheduler.nothingMoreAtHand();
                awaitGapLockOfTheLaterChunk(database);
                other.rollback();

                long released = System.nanoTime();
                scheduler.applyEverything();
                assertThat(Duration.ofNanos(System.nanoTime() - released))
                        .isLessThan(Targets.LOCK_WAIT);
                assertThat(snapshot().yields()).isEqualTo(1);
                assertThat(snapshot().retries()).isZero();
                scheduler.end();
                for (Thread writer : writers) {
                    writer.join(TimeUnit.SECONDS.toMillis(10));
                    assertThat(writer.isAlive()).isFalse();
                }
            }
            assertThat(rows(database, "SELECT CONCAT(id, '=', u) FROM t ORDER BY id"))
                    .containsExactly("1=90", "11=100", "12=95");
        }
    }

    private Snapshot snapshot() {
        assertThat(parts.failure().first()).isEmpty();
        return parts.progress().snapshot(0, false, 0, 0);
    }

    private List<Thread> start(Applying applying) {
        List<Thread> threads = new ArrayList<>();
        for (Applying.LaneWriter writer : applying.writers()) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    writer.run();
                                } catch (Throwable e) {
                                    parts.failure().report(e);
                                    applying.endWaits();
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    /** The gap is locked. Not asked of {@code innodb_trx}: that shows nothing new to who reads it often. */
    private static void awaitGapLockOfTheLaterChunk(TargetDatabase database) throws Exception {
        while (rows(
                        database,
                        "SELECT lock_mode FROM performance_schema.data_locks"
                                + " WHERE object_schema = DATABASE() AND object_name = 't'"
                                + " AND index_name = 'u' AND lock_data = '100, 10'"
                                + " AND lock_mode = 'S,GAP' AND lock_status = 'GRANTED'")
                .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static List<String> rows(TargetDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private Applying applying(Targets targets) {
        targets.ledger().create();
        targets.ledger().register("slot", new SourceIdentity("7301", 15000), Lsn.parse("0/100"));
        Claim claim =
                targets.ledger()
                        .claim("slot", ApplyConfig.Mode.TRANSACTION, 2, Duration.ofSeconds(20));
        return new OrderedApplying(
                parts,
                apply("unused"),
                new TargetKeys(targets.catalog()),
                lane -> targets.applier(claim, lane));
    }

    private static Targets targets(TargetDatabase database) {
        return Targets.open(
                new TargetConfig(
                        database.server().host(),
                        database.server().port(),
                        database.server().toolUser(),
                        new Secret(database.server().toolPassword()),
                        database.name(),
                        Map.of()),
                apply(database.ledgerDatabase()),
                new MappingConfig(Map.of()));
    }

    private static ApplyConfig apply(String ledgerDatabase) {
        return new ApplyConfig(
                ApplyConfig.Mode.TRANSACTION,
                2,
                Duration.ofMillis(80),
                8192,
                8192,
                8 << 20,
                64 << 20,
                32 << 20,
                ApplyConfig.OnConflict.STOP,
                ApplyConfig.WithoutIdentity.REFUSE,
                ApplyConfig.UnfitValue.STOP,
                Duration.ofSeconds(10),
                ledgerDatabase);
    }

    private static Transaction transaction(long lsn, SlotMessage.Content... contents) {
        return new Transaction(
                new CommitPosition(new Lsn(lsn), CommitPosition.Kind.END, lsn, 0),
                SlotMessage.NO_TIME,
                List.of(contents),
                100);
    }

    private static Change insert(String id, String u) {
        byte[] bytes = (id + u).getBytes(UTF_8);
        int end = id.length();
        return new Change(
                Operation.INSERT,
                T,
                new Row(WHOLE, bytes, new int[] {0, end, end, bytes.length}),
                null);
    }

    private static Change delete(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return new Change(
                Operation.DELETE, T, null, new Row(KEY, bytes, new int[] {0, bytes.length}));
    }
}
