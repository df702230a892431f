package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** {@code apply.mode: table} over many tables, with everything that belongs to more than one of them. */
class TableModeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TABLES = 20;

    private final Random random = new Random(20_261);

    @Test
    void manyTablesEndAsTheSourceAndTheSlotIsConfirmedBehindTheLastTransaction() throws Exception {
        try (SourceDatabase source = SourceDatabase.create(Manners.A_6_0);
                TargetDatabase target = TargetDatabase.create();
                Connection openGauss = source.connect();
                Connection mysql = target.connect()) {
            createTables(source, target);
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("apply.mode", "table")
                            .with("apply.writers", 4)
                            // a transaction of thousands of rows is streamed, and all lanes wait
                            .with("apply.max-transaction-bytes", "256KiB");
            assertThat(ToolProcess.run(config, "create").exitCode()).isZero();

            write(openGauss, 150);
            try (ToolProcess tool = ToolProcess.start(config)) {
                write(openGauss, 150);
                large(openGauss);
                write(openGauss, 100);
                truncate(openGauss);
                write(openGauss, 100);
                tool.await(
                        "both sides are equal",
                        PATIENCE,
                        () -> differences(openGauss, mysql, target.name()).isEmpty());
                assertThat(tool.written()).contains("apply.mode table");
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
            }

            // everything is confirmed, so nothing comes again
            try (ToolProcess tool = ToolProcess.start(config)) {
                write(openGauss, 20);
                tool.await(
                        "both sides are equal again",
                        PATIENCE,
                        () -> differences(openGauss, mysql, target.name()).isEmpty());
                assertThat(tool.written()).doesNotContain("different positions");
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
            }
        }
    }

    private static void createTables(SourceDatabase source, TargetDatabase target)
            throws SQLException {
        for (int n = 0; n < TABLES; n++) {
            String columns = " (id int primary key, v int, w varchar(40))";
            source.execute("create table t" + n + columns);
            target.execute("create table t" + n + columns);
        }
        source.execute(
                "create table log (n int, w varchar(40)); alter table log replica identity full");
        target.execute("create table log (n int, w varchar(40))");
    }

    /** Each transaction writes several tables, and twice the same line into a table without a key. */
    private void write(Connection openGauss, int transactions) throws SQLException {
        openGauss.setAutoCommit(false);
        try (Statement statement = openGauss.createStatement()) {
            for (int i = 0; i < transactions; i++) {
                for (int table = 0; table < 1 + random.nextInt(5); table++) {
                    String name = "t" + random.nextInt(TABLES);
                    int id = random.nextInt(40);
                    statement.execute(
                            switch (random.nextInt(4)) {
                                case 0 -> "delete from " + name + " where id = " + id;
                                case 1 ->
                                        "update "
                                                + name
                                                + " set v = v + 1, w = 'changed' where id >= "
                                                + id;
                                default ->
                                        "insert into "
                                                + name
                                                + " select "
                                                + id
                                                + ", 0, 'new' where not exists (select 1 from "
                                                + name
                                                + " where id = "
                                                + id
                                                + ")";
                            });
                }
                statement.execute("insert into log values (1, 'same'), (1, 'same')");
                openGauss.commit();
            }
        }
        openGauss.setAutoCommit(true);
    }

    private static void large(Connection openGauss) throws SQLException {
        try (Statement statement = openGauss.createStatement()) {
            statement.execute(
                    "begin; insert into t0 select g, g, 'large' from generate_series(1000, 6000) g;"
                            + " insert into t1 select g, g, 'large' from generate_series(1000, 6000) g;"
                            + " update t2 set v = v + 1; delete from t0 where id > 5000; commit");
        }
    }

    private static void truncate(Connection openGauss) throws SQLException {
        try (Statement statement = openGauss.createStatement()) {
            statement.execute("truncate t3, t4, t5, t6");
        }
    }

    private static List<String> differences(
            Connection openGauss, Connection mysql, String database) {
        List<String> differences = new ArrayList<>();
        List<String> tables =
                new ArrayList<>(IntStream.range(0, TABLES).mapToObj(n -> "t" + n).toList());
        tables.add("log");
        for (String table : tables) {
            try {
                differences.addAll(
                        Comparison.differences(openGauss, "public", table, mysql, database, table));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (!differences.isEmpty()) {
                return differences;
            }
        }
        return differences;
    }
}
