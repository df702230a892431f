package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Faults;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.MySqlServer;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.Servers;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** Whatever happens to a link or to MySQL while changes flow: the tool stays, and in the end both sides are equal. */
class LinksIT {
    private static MySqlServer mysql;

    private PostgresDatabase behind;
    private TwoEnds ends;
    private ToolConfig config;

    /** Something goes wrong and is put right again. */
    private interface Trouble {
        void happen(ToolProcess tool, Load load) throws Exception;
    }

    @BeforeAll
    static void startServer() {
        mysql = MySqlServer.launch(Servers.targetFlavour());
    }

    @AfterAll
    static void endServer() {
        mysql.close();
    }

    @BeforeEach
    void makeEnds() throws Exception {
        behind = PostgresDatabase.create();
        SourceDatabase source = SourceDatabase.standIn(behind, Manners.A_6_0);
        ends =
                new TwoEnds(source, TargetDatabase.create(mysql))
                        .keyless("k")
                        .tables("create table t (id int primary key, v bigint)");
        config = ends.created(ends.config().with("apply.writers", 3));
        source.execute("insert into t select g, 0 from generate_series(0, 109) g");
    }

    @AfterEach
    void dropEnds() throws Exception {
        ends.close();
    }

    @Test
    void theSourcesLinkMayBeCutStalledAndRefused() throws Exception {
        Faults faults = ends.source().standIn().faults();
        ends.source().standIn().setSenderTimeout(Duration.ofSeconds(4));
        try (ToolProcess tool = running(config)) {
            survives(tool, "a reset", (t, load) -> faults.reset());
            survives(tool, "an end", (t, load) -> faults.end());
            survives(tool, "a frame cut in half", (t, load) -> faults.cutNextFrame());
            survives(tool, "a reset between frames", (t, load) -> faults.resetAfterFrames(20));
            survives(tool, "a short stall", (t, load) -> stallFor(t, load, 500));
            survives(
                    tool,
                    "a stall until the tool gives the link up",
                    (t, load) -> {
                        faults.stall();
                        t.awaitWritten("although it was asked", Duration.ofSeconds(20));
                        faults.resume();
                    });
            survives(
                    tool,
                    "refused connections",
                    (t, load) -> {
                        faults.refuseConnections(true);
                        faults.reset();
                        awaitMore(t, load, 500);
                        faults.refuseConnections(false);
                    });
            TwoEnds.stop(tool);
        }
    }

    private void stallFor(ToolProcess tool, Load load, int transactions) {
        ends.source().standIn().faults().stall();
        awaitMore(tool, load, transactions);
        ends.source().standIn().faults().resume();
    }

    @Test
    void mysqlMayBeKilledRestartedLockedAndReadOnly() throws Exception {
        try (ToolProcess tool = running(config)) {
            survives(
                    tool,
                    "kill -9 of MySQL",
                    (t, load) -> {
                        mysql.kill();
                        awaitMore(t, load, 300);
                        mysql.start();
                    });
            survives(
                    tool,
                    "a restart of MySQL",
                    (t, load) -> {
                        mysql.stop();
                        mysql.start();
                    });
            survives(tool, "a global read lock", this::holdReadLock);
            survives(tool, "a row locked by somebody else", this::holdRowLock);
            survives(
                    tool,
                    "read_only",
                    (t, load) -> {
                        ends.target().execute("set global read_only = 1");
                        t.awaitWritten("1290", TwoEnds.PATIENCE);
                        ends.target().execute("set global read_only = 0");
                    });
            survives(tool, "a session killed by an administrator", (t, load) -> killSessions());
            TwoEnds.stop(tool);
        }
    }

    private void holdReadLock(ToolProcess tool, Load load) throws Exception {
        try (Connection other = ends.target().connect();
                Statement statement = other.createStatement()) {
            statement.execute("flush tables with read lock");
            awaitMore(tool, load, 1500);
            statement.execute("unlock tables");
        }
    }

    private void holdRowLock(ToolProcess tool, Load load) throws Exception {
        try (Connection other = ends.target().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // READ COMMITTED: an update takes the row's lock and no gap
            other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            statement.execute("select v from t where id = 7 for update");
            tool.awaitWritten("1205", TwoEnds.PATIENCE);
            awaitMore(tool, load, 300);
            other.rollback();
        }
    }

    private void killSessions() throws Exception {
        try (Connection other = ends.target().connect();
                Statement statement = other.createStatement()) {
            String ids =
                    TwoEnds.row(
                            other,
                            "select id from information_schema.processlist where user = '"
                                    + mysql.toolUser()
                                    + "'");
            for (String id : ids.split(";")) {
                statement.execute("kill " + id);
            }
        }
    }

    @Test
    void aStopUnderLoadAppliesWhatWasReadAndEndsWithZero() throws Exception {
        try (ToolProcess tool = running(config)) {
            try (Load load = Load.on(behind)) {
                awaitMore(tool, load, 300);
                tool.terminate();
                ToolProcess.Result stopped = tool.awaitEnd(Duration.ofSeconds(35));
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
                assertThat(stopped.all()).doesNotContain("error:");
            }
        }
        try (ToolProcess tool = ToolProcess.start(config)) {
            ends.awaitEqual(tool, "k", "t");
            TwoEnds.stop(tool);
        }
    }

    @Test
    void aStopWhileMySqlIsDownKeepsItsDeadline() throws Exception {
        ToolConfig hasty = config.with("apply.stop-deadline", "3s");
        try (ToolProcess tool = running(hasty)) {
            try (Load load = Load.on(behind)) {
                awaitMore(tool, load, 100);
                mysql.kill();
                awaitMore(tool, load, 200);
                tool.terminate();
                ToolProcess.Result stopped = tool.awaitEnd(Duration.ofSeconds(15));
                // not everything that was read is applied
                assertThat(stopped.exitCode()).as(stopped.all()).isEqualTo(1);
            } finally {
                mysql.start();
            }
        }
        try (ToolProcess tool = ToolProcess.start(config)) {
            ends.awaitEqual(tool, "k", "t");
            TwoEnds.stop(tool);
        }
    }

    /** What was committed before is on MySQL: from here on, no trouble may end the tool. */
    private ToolProcess running(ToolConfig config) throws Exception {
        ToolProcess tool = ToolProcess.start(config);
        ends.awaitEqual(tool, "t");
        return tool;
    }

    private void survives(ToolProcess tool, String what, Trouble trouble) throws Exception {
        try (Load load = Load.on(behind)) {
            awaitMore(tool, load, 100);
            trouble.happen(tool, load);
            awaitMore(tool, load, 100);
        }
        tool.await("equal after " + what, TwoEnds.PATIENCE, () -> ends.areEqual("k", "t"));
    }

    private static void awaitMore(ToolProcess tool, Load load, int transactions) {
        int target = load.transactions() + transactions;
        tool.await(
                transactions + " transactions more",
                TwoEnds.PATIENCE,
                () -> load.transactions() >= target);
    }
}
