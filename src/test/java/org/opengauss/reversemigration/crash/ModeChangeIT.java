package org.opengauss.reversemigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/**
 * Every change from one decoding mode to another, with a kill between the two runs: the one that begins must know which was
 * the last transaction applied, although the two name its position differently.
 */
class ModeChangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private long written;

    /** Exact duplicates in a table without a key: a change lost or doubled shows. */
    @Test
    void everyChangeOfTheDecodingModeBehindAKillLosesAndDoublesNothing() throws SQLException {
        try (TargetDatabase target = TargetDatabase.create();
                SourceDatabase source = SourceDatabase.create(Manners.DOLPHIN_6_0);
                Connection openGauss = source.connect();
                Connection mysql = target.connect()) {
            source.execute(
                    """
                    create table counter (id int primary key, n bigint not null);
                    create table twice (word varchar(20) not null);
                    alter table twice replica identity full;
                    """);
            target.execute(
                    """
                    create table counter (id int primary key, n bigint not null);
                    create table twice (word varchar(20) not null);
                    """);
            ToolConfig config = ToolConfig.of(source, target);
            assertThat(ToolProcess.run(config, "create").exitCode()).isZero();
            source.execute("insert into counter values (1, 0)");

            int writers = 1;
            for (DecodeMode mode : DecodeMode.EVERY_CHANGE) {
                write(openGauss, 2); // while it is down
                writers = 4 - writers; // the last position may be in a lane that this run has not
                ToolConfig run = mode.in(config).with("apply.writers", writers);
                try (ToolProcess tool = ToolProcess.start(run)) {
                    awaitAllOn(mysql, tool, mode);
                    write(openGauss, 3);
                    awaitAllOn(mysql, tool, mode);
                    tool.kill();
                }
            }

            try (ToolProcess tool = ToolProcess.start(config)) {
                write(openGauss, 1); // once it is applied the tool is up, and stops gently
                awaitAllOn(mysql, tool, DecodeMode.SERIAL);
                assertThat(tool.stop().exitCode()).isZero();
            }
            Comparison.assertAllEqual(openGauss, "public", mysql, target.name());
        }
    }

    private void write(Connection openGauss, int transactions) throws SQLException {
        try (Statement statement = openGauss.createStatement()) {
            openGauss.setAutoCommit(false);
            for (int i = 0; i < transactions; i++) {
                statement.execute("insert into twice values ('same'), ('same')");
                statement.execute("update counter set n = n + 1 where id = 1");
                openGauss.commit();
                written++;
            }
            openGauss.setAutoCommit(true);
        }
    }

    private void awaitAllOn(Connection mysql, ToolProcess tool, DecodeMode mode)
            throws SQLException {
        tool.await(
                "transaction " + written + " on MySQL, decoding " + mode,
                PATIENCE,
                () -> number(mysql, "select coalesce(max(n), 0) from counter") >= written);
        assertThat(number(mysql, "select count(*) from twice"))
                .as("duplicates after %d transactions, decoding %s", written, mode)
                .isEqualTo(2 * written);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
