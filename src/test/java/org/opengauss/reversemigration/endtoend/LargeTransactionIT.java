package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.MySqlServer;
import org.opengauss.reversemigration.testbed.Servers;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** Transactions larger than the heap go through it, and survive what may happen in their middle. */
class LargeTransactionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUMS =
            "select count(*), sum(id), sum(v), sum(id % 1013 * v) from big";

    private static MySqlServer mysql;

    @BeforeAll
    static void startServer() {
        mysql = MySqlServer.launch(Servers.targetFlavour());
    }

    @AfterAll
    static void endServer() {
        mysql.close();
    }

    @Test
    void twoMillionRowsFitIntoASmallHeapAndSurviveAKilledMySql() throws Exception {
        try (TwoEnds ends = TwoEnds.create(Manners.A_6_0, TargetDatabase.create(mysql))) {
            ends.keyless("big");
            ToolConfig config = ends.created(fast(ends.config()));
            ends.source().execute(inserted(2_000_000));
            try (ToolProcess tool = ToolProcess.start(config)) {
                awaitOpenRows(ends, tool, 300_000);
                mysql.kill();
                mysql.start();
                ends.awaitSame(tool, PATIENCE, SUMS);
                ends.source().execute("insert into big values (0, 0)");
                ends.awaitSame(tool, PATIENCE, SUMS);
                TwoEnds.stop(tool);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fast"})
    void updatesAndDeletesOfALargeTransactionHappenInTheirOrder(String stream) throws Exception {
        try (TwoEnds ends = TwoEnds.create(Manners.A_6_0, TargetDatabase.create(mysql))) {
            ends.tables("create table big (id int primary key, v int)");
            ToolConfig config = ends.created(lowered(ends.config()).with("slot.stream", stream));
            ends.source()
                    .execute(
                            "begin; "
                                    + inserted(60_000)
                                    + "; update big set v = v + 7 where id % 3 = 0;"
                                    + " delete from big where id % 5 = 0;"
                                    + " update big set v = -v where id % 7 = 0;"
                                    + " insert into big select g, g from generate_series(5, 60000, 5) g; commit;"
                                    + " update big set v = 3 where id = 1");
            try (ToolProcess tool = ToolProcess.start(config)) {
                ends.awaitSame(tool, PATIENCE, SUMS);
                ends.assertEqual("big");
                TwoEnds.stop(tool);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "fast"})
    void aToolKilledInTheMiddleLeavesNothingBehindAndBeginsAnew(String stream) throws Exception {
        try (TwoEnds ends = TwoEnds.create(Manners.A_6_0, TargetDatabase.create(mysql))) {
            ends.keyless("big");
            ToolConfig config = ends.created(lowered(ends.config()).with("slot.stream", stream));
            ends.source().execute("insert into big values (0, 1); " + inserted(300_000));
            try (ToolProcess tool = ToolProcess.start(config)) {
                awaitOpenRows(ends, tool, 20_000);
                tool.kill();
            }
            try (ToolProcess tool = ToolProcess.start(config)) {
                ends.awaitSame(tool, PATIENCE, SUMS);
                TwoEnds.stop(tool);
            }
        }
    }

    @Test
    void aStopInTheMiddleDoesNotWaitForTheEnd() throws Exception {
        try (TwoEnds ends = TwoEnds.create(Manners.A_6_0, TargetDatabase.create(mysql))) {
            ends.keyless("big");
            ToolConfig config = ends.created(lowered(fast(ends.config())));
            ends.source().execute(inserted(300_000));
            ends.source().standIn().faults().delayFrames(Duration.ofMillis(300));
            try (ToolProcess tool = ToolProcess.start(config)) {
                awaitOpenRows(ends, tool, 20_000);
                tool.terminate();
                ToolProcess.Result stopped = tool.awaitEnd(Duration.ofSeconds(15));
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
            }
            ends.source().standIn().faults().delayFrames(Duration.ZERO);
            try (Connection here = ends.target().connect()) {
                assertThat(TwoEnds.row(here, "select count(*) from big")).isEqualTo("0;");
            }
            try (ToolProcess tool = ToolProcess.start(config)) {
                awaitOpenRows(ends, tool, 20_000);
                ends.source().standIn().faults().resetStreams();
                ends.awaitSame(tool, PATIENCE, SUMS);
                TwoEnds.stop(tool);
            }
        }
    }

    /** A commit position without batches is the commit record's start, from which the server sends it again. */
    @Test
    void aLargeTransactionThatIsSentAgainIsDropped() throws Exception {
        try (TwoEnds ends = TwoEnds.create(Manners.A_6_0, TargetDatabase.create(mysql))) {
            ends.keyless("big");
            ToolConfig config =
                    ends.created(
                            lowered(ends.config())
                                    .with("slot.parallel-decode-num", 4)
                                    .with("slot.decode-style", "j")
                                    .with("slot.sending-batch", 0));
            ends.source().execute(inserted(60_000));
            try (ToolProcess tool = ToolProcess.start(config)) {
                ends.awaitSame(tool, PATIENCE, SUMS);
                tool.kill();
            }
            try (ToolProcess tool = ToolProcess.start(config)) {
                tool.awaitWritten("sends again what the ledger already has", PATIENCE);
                ends.source().execute("insert into big values (0, 0)");
                ends.awaitSame(tool, PATIENCE, SUMS);
                TwoEnds.stop(tool);
            }
        }
    }

    private static ToolConfig fast(ToolConfig config) {
        return config.with("slot.stream", "fast");
    }

    private static ToolConfig lowered(ToolConfig config) {
        return config.with("apply.max-transaction-bytes", "1MiB");
    }

    private static String inserted(int rows) {
        return "insert into big select g, g % 1000 from generate_series(1, " + rows + ") g";
    }

    /** Waits until a transaction with so many rows is open on MySQL. */
    private static void awaitOpenRows(TwoEnds ends, ToolProcess tool, int rows) throws Exception {
        try (Connection here = ends.target().connect()) {
            here.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            tool.await(
                    rows + " rows in an open transaction",
                    PATIENCE,
                    () ->
                            Long.parseLong(
                                            TwoEnds.row(here, "select count(*) from big")
                                                    .replace(";", ""))
                                    > rows);
        }
    }
}
