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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/**
 * {@code apply.mode: table} killed at random moments, and changed to {@code transaction} and back: each table holds what
 * a prefix of the source's transactions left in it, and nothing twice. {@code -Dcrash.kills=12}, {@code
 * -Dcrash.seed=...} (printed).
 */
class ApplyModeIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 12);
    private static final long SEED =
            Long.getLong("crash.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TABLES = 8;
    private static final String HELD = "line0";

    private final Random random = new Random(SEED);
    private final CountDownLatch never = new CountDownLatch(1);
    private SourceDatabase source;
    private TargetDatabase target;
    private Connection openGauss;
    private Connection mysql;
    private ToolConfig config;
    private long written;

    @BeforeEach
    void open() throws SQLException {
        target = TargetDatabase.create();
        source = SourceDatabase.create(Manners.DOLPHIN_6_0);
        openGauss = source.connect();
        mysql = target.connect();
        for (int table = 0; table < TABLES; table++) {
            String line = "create table line" + table + " (id int primary key, n bigint not null);";
            // the same row twice in each transaction: a change lost or doubled shows
            String twice = "create table twice" + table + " (n bigint not null);";
            source.execute(
                    line
                            + twice
                            + " alter table twice"
                            + table
                            + " replica identity full; insert into line"
                            + table
                            + " values (1, 0)");
            target.execute(line + twice + "insert into line" + table + " values (1, 0)");
        }
        config = ToolConfig.of(source, target);
        ToolProcess.Result created = ToolProcess.run(config, "create");
        assertThat(created.exitCode()).as(created.all()).isZero();
    }

    @AfterEach
    void close() throws SQLException {
        mysql.close();
        openGauss.close();
        source.close();
        target.close();
    }

    /** One table is held back by a lock until the tool is killed, so that tables are far apart. */
    @Test
    void everyChangeOfTheModeBehindAKillLosesAndDoublesNothing() throws SQLException {
        String[] modes = {"table", "transaction", "table", "table", "transaction", "transaction"};
        boolean uneven = false;
        for (int run = 0; run < modes.length; run++) {
            write(2);
            DecodeMode decoding = DecodeMode.EVERY_CHANGE.get(run);
            try (ToolProcess tool = start(modes[run], 1 + run * 2 % 5, decoding)) {
                awaitAll(tool);
                boolean told = tool.written().contains("different positions");
                if (uneven || run == 0 || modes[run - 1].equals("transaction")) {
                    // one lane killed between two commits may leave its watermark behind or not
                    assertThat(told)
                            .as("run %d tells that tables are apart", run)
                            .isEqualTo(uneven);
                }
                uneven = modes[run].equals("table") && run * 2 % 5 > 0;
                if (uneven) {
                    killWithOneTableHeld(tool);
                } else {
                    write(3);
                    tool.kill();
                }
            }
            assertEveryTableIsAPrefix();
        }
        runToTheEnd();
    }

    private void killWithOneTableHeld(ToolProcess tool) throws SQLException {
        try (Connection holder = target.connect();
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("select n from " + HELD + " where id = 1 for update");
            long before = written;
            write(5);
            tool.await("a table of another lane has everything", PATIENCE, this::oneHasAll);
            assertThat(line(0)).isEqualTo(before);
            tool.kill();
            holder.rollback();
        }
    }

    @Test
    void everyTableIsAPrefixOfItsOwnHistoryAfterEachKill() throws Exception {
        System.out.println("apply mode crash test: seed " + SEED + ", " + KILLS + " kills");
        CountDownLatch enough = new CountDownLatch(1);
        Thread load =
                new Thread(
                        () -> {
                            try {
                                while (!enough.await(10_000_000, NANOSECONDS)) {
                                    write(1);
                                }
                            } catch (SQLException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        load.start();
        for (int kill = 0; kill < KILLS; kill++) {
            String mode = random.nextInt(4) == 0 ? "transaction" : "table";
            DecodeMode decoding = DecodeMode.EVERY_CHANGE.get(kill % 13);
            long before = line(1);
            int further = random.nextInt(40);
            int moment = random.nextInt(200_000_000);
            try (ToolProcess tool = start(mode, 1 + random.nextInt(5), decoding)) {
                tool.await("some transactions more", PATIENCE, () -> line(1) >= before + further);
                never.await(moment, NANOSECONDS);
                tool.kill();
            }
            assertEveryTableIsAPrefix();
        }
        enough.countDown();
        load.join();
        runToTheEnd();
        System.out.println("apply mode crash test: " + written + " transactions");
    }

    private ToolProcess start(String mode, int writers, DecodeMode decoding) {
        return ToolProcess.start(
                decoding.in(config).with("apply.mode", mode).with("apply.writers", writers));
    }

    /** Transaction number n leaves n in each table of lines, and two rows n in each table without a key. */
    private synchronized void write(int transactions) throws SQLException {
        openGauss.setAutoCommit(false);
        try (Statement statement = openGauss.createStatement()) {
            for (int i = 0; i < transactions; i++) {
                for (int table = 0; table < TABLES; table++) {
                    statement.execute("update line" + table + " set n = n + 1 where id = 1");
                    statement.execute(
                            "insert into twice%1$d values (%2$d), (%2$d)"
                                    .formatted(table, written + 1));
                }
                openGauss.commit();
                written++;
            }
        }
        openGauss.setAutoCommit(true);
    }

    private void awaitAll(ToolProcess tool) {
        tool.await("transaction " + written + " in all tables", PATIENCE, this::hasAll);
    }

    private boolean oneHasAll() throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            if (twice(table) == 2 * written) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll() throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            if (line(table) < written || twice(table) < 2 * written) {
                return false;
            }
        }
        return true;
    }

    /** Rows of {@code twice} must be 1, 1, 2, 2, ... up to some number, whatever the other tables hold. */
    private void assertEveryTableIsAPrefix() throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            assertThat(
                            row(
                                    "select count(*) - 2 * max(n), count(distinct n) - max(n),"
                                            + " min(c), max(c) from (select n, count(*) over (partition by n) c"
                                            + " from twice"
                                            + table
                                            + ") t having count(*) > 0"))
                    .as("twice%d: rows, distinct rows, fewest and most of a kind", table)
                    .isIn(List.of(), List.of(0L, 0L, 2L, 2L));
        }
    }

    private void runToTheEnd() throws SQLException {
        try (ToolProcess tool = start("table", 4, DecodeMode.SERIAL)) {
            write(1); // once it is applied the tool is up, and stops gently
            awaitAll(tool);
            ToolProcess.Result stopped = tool.stop();
            assertThat(stopped.exitCode()).as(stopped.all()).isZero();
        }
        Comparison.assertAllEqual(openGauss, "public", mysql, target.name());
    }

    private long line(int table) throws SQLException {
        return row("select n from line" + table + " where id = 1").get(0);
    }

    private long twice(int table) throws SQLException {
        return row("select count(*) from twice" + table).get(0);
    }

    private List<Long> row(String sql) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return List.of();
            }
            Long[] values = new Long[row.getMetaData().getColumnCount()];
            for (int column = 0; column < values.length; column++) {
                values[column] = row.getLong(column + 1);
            }
            return List.of(values);
        }
    }
}
