package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** One clear line for each thing a person can get wrong; mended, the tool goes on and nothing is missing. */
class BadInputIT {
    private static final String WRONG = "wr0ng-Secret";

    private TwoEnds ends;
    private ToolConfig config;

    @BeforeEach
    void makeEnds() throws Exception {
        ends = TwoEnds.create(Manners.A_6_0).tables("create table t (id int primary key, v int)");
        config = ends.created(ends.config());
        ends.source().execute("insert into t values (1, 1)");
    }

    @AfterEach
    void dropEnds() throws Exception {
        ends.close();
    }

    @Test
    void aBadConfigurationIsRefusedBeforeAnythingIsTouched() throws Exception {
        String before = slot();
        refusedText(": [not yaml", "config.yaml");
        refusedText("just a text", "config.yaml");
        refusedText(config.text() + "\nnonsense: 1\n", "nonsense");
        refused(config.with("slot.nmae", "x"), 2, "slot.nmae");
        refused(config.with("apply.writers", "many"), 2, "apply.writers");
        refused(config.with("mysql.port", "three"), 2, "mysql.port");
        new Refusal(ToolProcess.runOn("", "start")).with(2, "9 problems");
        assertThat(slot()).isEqualTo(before);
        arrives("t");
    }

    private static void refusedText(String text, String... expected) {
        new Refusal(ToolProcess.runOn(text, "start")).with(2, expected);
    }

    @Test
    void serversThatCannotBeReachedOrRefuseTheLoginAreNamed() throws Exception {
        String before = slot();
        int nobody = closedPort();
        refused(config.with("og_conn.port", nobody), 1, "127.0.0.1:" + nobody, "og_conn");
        refused(config.with("mysql.port", nobody), 1, "127.0.0.1:" + nobody, "mysql.");
        refused(
                config.with("og_conn.host", "nowhere.invalid"),
                1,
                "nowhere.invalid",
                "og_conn.host");
        refused(config.with("mysql.host", "nowhere.invalid"), 1, "nowhere.invalid", "mysql.host");
        refused(config.with("og_conn.password", WRONG), 2, "og_conn.password");
        refused(config.with("mysql.password", WRONG), 2, "mysql.password");
        refused(config.with("mysql.user", "nobody"), 2, "mysql.user");
        refused(config.with("mysql.database", "no_such"), 2, "no_such", "mysql.database");
        refused(config.with("og_conn.database", "no_such"), 2, "no_such", "og_conn.database");
        assertThat(slot()).isEqualTo(before);
        arrives("t");
    }

    @Test
    void aMissingTableStopsUntilItIsThere() throws Exception {
        stopsAt(
                "create table missing (id int primary key); insert into missing values (1)",
                "missing");
        ends.target().execute("create table missing (id int primary key)");
        arrives("t", "missing");
    }

    @Test
    void aMissingColumnStopsUntilItIsThere() throws Exception {
        stopsAt(
                "alter table t add w int; insert into t values (2, 2, 2)",
                ".t",
                "`w`",
                "ADD COLUMN");
        ends.target().execute("alter table t add w int");
        arrives("t");
    }

    @Test
    void aTableWithoutTransactionsIsRefused() throws Exception {
        ends.target().execute("create table m (id int primary key) engine=MyISAM");
        stopsAt("create table m (id int primary key); insert into m values (1)", ".m", "InnoDB");
        ends.target().execute("alter table m engine=InnoDB");
        arrives("t", "m");
    }

    @Test
    void aTypeThatNoOneKnowsStops() throws Exception {
        ends.target().execute("create table p (id int primary key, at int)");
        stopsAt(
                "create table p (id int primary key, at inet); insert into p values (1, '10.0.0.1')",
                ".p",
                "at");
        ends.target().execute("alter table p modify at varchar(50)");
        ends.source().execute("insert into t values (9, 9)");
        try (ToolProcess tool = ToolProcess.start(config)) {
            ends.awaitEqual(tool, "t");
            try (Connection here = ends.target().connect()) {
                assertThat(TwoEnds.row(here, "select at from p")).startsWith("10.0.0.1");
            }
            TwoEnds.stop(tool);
        }
    }

    @Test
    void aRowLargerThanTheHeapStopsUntilTheHeapIsLarger() throws Exception {
        ends.tables("create table wide (id int primary key, v longtext)");
        ends.source().execute("insert into wide values (1, repeat('wide row ', 4000000))");
        try (ToolProcess small = ToolProcess.launch(config, List.of("-Xmx80m"), "start")) {
            new Refusal(small.awaitEnd(Duration.ofSeconds(60)))
                    .with(4, "out of memory", "-Xmx", "the slot stays before the row");
        }
        try (ToolProcess large = ToolProcess.launch(config, List.of("-Xmx1g"), "start")) {
            ends.awaitEqual(large, "wide");
            TwoEnds.stop(large);
        }
    }

    @Test
    void aMessageCutInHalfStopsAndNamesItsPosition() throws Exception {
        for (String stream : new String[] {"complete", "fast"}) {
            ToolConfig streamed = config.with("slot.stream", stream);
            ends.source().execute("update t set v = v + 1");
            ends.source()
                    .standIn()
                    .faults()
                    .corruptNextFrame(frame -> Arrays.copyOf(frame, frame.length / 2));
            refused(streamed, 4, "0/");
            try (ToolProcess tool = ToolProcess.start(streamed)) {
                ends.awaitEqual(tool, "t");
                TwoEnds.stop(tool);
            }
        }
    }

    @Test
    void aUserWithoutTheRightToMakeTheLedgerLeavesNoSlotBehind() throws Exception {
        try (TwoEnds fresh = TwoEnds.create(Manners.A_6_0)) {
            String user = "few_" + fresh.target().name();
            fresh.target()
                    .execute(
                            "create user '%1$s' identified by 'Few-2026'; grant select, insert, update, delete on `%2$s`.* to '%1$s'"
                                    .formatted(user, fresh.target().name()));
            ToolConfig poor =
                    fresh.config()
                            .with("slot.name", "poor")
                            .with("mysql.user", user)
                            .with("mysql.password", "Few-2026");
            Refusal.of(poor, "create").with(4, fresh.target().ledgerDatabase(), "GRANT", "1044");
            try (Connection there = fresh.source().connect()) {
                assertThat(
                                TwoEnds.row(
                                        there,
                                        "select slot_name from pg_replication_slots where slot_name = 'poor'"))
                        .isEmpty();
            }
            fresh.target()
                    .execute(
                            "grant all on `%s`.* to '%s'"
                                    .formatted(fresh.target().ledgerDatabase(), user));
            fresh.created(poor);
            fresh.target().execute("drop user '" + user + "'");
        }
    }

    private static void refused(ToolConfig config, int exitCode, String... texts) {
        Refusal refusal = Refusal.of(config, "start");
        refusal.with(exitCode, texts);
        assertThat(refusal.result().all()).doesNotContain(WRONG, "Stand-in#1", "Test_bed-2026");
    }

    /** Runs this on the source only; the tool must stop there, and say the same again at the next start. */
    private void stopsAt(String sql, String... texts) throws Exception {
        ends.source().execute(sql);
        refused(config, 4, texts);
        String stopped = slot();
        refused(config, 4, texts);
        assertThat(slot()).isEqualTo(stopped);
    }

    private void arrives(String... tables) throws Exception {
        ends.source().execute("insert into t (id, v) values (1000, 1000)");
        try (ToolProcess tool = ToolProcess.start(config)) {
            ends.awaitEqual(tool, tables);
            TwoEnds.stop(tool);
        }
    }

    private String slot() throws Exception {
        try (Connection there = ends.source().connect()) {
            return TwoEnds.row(
                    there,
                    "select confirmed_flush, restart_lsn from pg_replication_slots where slot_name = 'og2my'");
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
