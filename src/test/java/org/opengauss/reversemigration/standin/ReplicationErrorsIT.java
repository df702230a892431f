package org.opengauss.reversemigration.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.replication.PGReplicationStream;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/** What the gateway says to commands that cannot be done: words and SQLSTATEs of real 5.0 and 6.0 servers. */
class ReplicationErrorsIT {
    private PostgresDatabase database;
    private StandIn server;

    @BeforeEach
    void start() throws SQLException {
        database = PostgresDatabase.create();
        server = StandIn.start(database, Manners.A_5_0);
        run("CREATE_REPLICATION_SLOT s_cap_a LOGICAL mppdb_decoding");
    }

    @AfterEach
    void stop() throws SQLException {
        server.close();
        database.close();
    }

    /** Captures {@code A_par4_err_*}: the options are looked at before the copy begins. */
    @ParameterizedTest
    @CsvSource({
        "force-binary, true, option \"force-binary\" = \"true\" is unknown",
        "decode-style, x, could not parse value \"x\" for parameter \"decode-style\"",
        "foo, bar, option \"foo\" = \"bar\" is unknown"
    })
    void parallelRefusesOptionsAtStart(String option, String value, String message) {
        SQLException error =
                catchThrowableOfType(
                        SQLException.class,
                        () -> start(Map.of("parallel-decode-num", "4", option, value)));

        assertThat(error.getSQLState()).isEqualTo("22023");
        assertThat(error.getMessage())
                .contains("FATAL: " + message + "\n  Detail: N/A")
                .doesNotContain("Where");
    }

    /** Captures {@code A_serial_err_*}: the copy is open when the plugin sees them, so the first read fails. */
    @ParameterizedTest
    @CsvSource({"decode-style, j", "sending-batch, 1"})
    void serialRefusesParallelOptionsAtTheFirstRead(String option, String value)
            throws SQLException {
        try (DriverStream stream = start(Map.of(option, value))) {
            SQLException error =
                    catchThrowableOfType(SQLException.class, () -> stream.driver().read());

            assertThat(error.getSQLState()).isEqualTo("22023");
            assertThat(error.getMessage())
                    .contains(
                            "FATAL: option \"%s\" = \"%s\" is unknown".formatted(option, value)
                                    + "\n  Detail: N/A"
                                    + "\n  Where: slot \"s_cap_a\", output plugin \"mppdb_decoding\","
                                    + " in the startup callback");
        }
    }

    @Test
    void numberOfDecodersOutOfRangeIsRefused() {
        refused(
                () -> start(Map.of("parallel-decode-num", "21")),
                "22023",
                "could not parse value \"21\" for parameter \"parallel-decode-num\"");
    }

    @Test
    void slotThatIsMissingIsRefusedInTheWordsOfItsMode() {
        refused(
                () -> DriverStream.start(server, "nosuch", Lsn.ZERO, Map.of()),
                "42704",
                "replication slot \"nosuch\" does not exist");
        refused(
                () ->
                        DriverStream.start(
                                server, "nosuch", Lsn.ZERO, Map.of("parallel-decode-num", "2")),
                "DB010",
                "Invalid logical replication slot nosuch.");
    }

    @Test
    void slotOfAnotherDatabaseIsRefused() throws SQLException {
        try (PostgresDatabase other = PostgresDatabase.create();
                StandIn elsewhere = StandIn.start(other, Manners.A_5_0);
                DriverStream stream =
                        DriverStream.start(elsewhere, "s_cap_a", Lsn.ZERO, Map.of())) {
            refused(
                    () -> stream.driver().read(),
                    "55000",
                    "replication slot \"s_cap_a\" was not created in this database");
        }
    }

    @Test
    void userWithoutRightsIsRefusedRightAfterLogin() {
        server.addUser("reader", "Reader#12", false);
        Properties properties = DriverStream.properties(server);
        properties.setProperty("user", "reader");
        properties.setProperty("password", "Reader#12");
        refused(
                () -> DriverManager.getConnection(server.url(database.name()), properties),
                "42501",
                "must be system admin or replication role or a member of the gs_role_replication role to use replication slots");
    }

    @Test
    void slotInUseIsRefusedWhileItsStreamLives() throws SQLException {
        try (Connection first = DriverStream.connect(server);
                Statement statement = first.createStatement()) {
            PGReplicationStream stream =
                    first.unwrap(org.opengauss.PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName("s_cap_a")
                            .start();
            assertThat(stream.isClosed()).isFalse();
            refused(
                    () -> start(Map.of()),
                    "55006",
                    "replication slot \"s_cap_a\" is already active");
            assertThat(statement.isClosed()).isFalse();
        }
    }

    @Test
    void slotIsMadeOnceAndDroppedOnce() throws SQLException {
        refused(
                () -> run("CREATE_REPLICATION_SLOT s_cap_a LOGICAL mppdb_decoding"),
                "42710",
                "replication slot \"s_cap_a\" already exists");
        run("DROP_REPLICATION_SLOT s_cap_a");
        refused(
                () -> run("DROP_REPLICATION_SLOT s_cap_a"),
                "42704",
                "replication slot \"s_cap_a\" does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "START_REPLICATION SLOT s-1 LOGICAL 0/0",
                "START_REPLICATION SLOT s LOGICAL 0/0 (\"white-table-list\" 'a(b')",
                "CREATE_REPLICATION_SLOT 1s LOGICAL mppdb_decoding"
            })
    void commandThatDoesNotParseIsASyntaxError(String command) {
        refused(() -> run(command), "42601", "replication command, syntax error.");
    }

    @Test
    void replicationOnTheOrdinaryPortIsRefusedWithAThreadPool() throws SQLException {
        try (StandIn pooled =
                StandIn.start(database, Manners.A_5_0.withReplicationPortOnly(true))) {
            refused(
                    () -> DriverStream.connect(pooled),
                    "22023",
                    "replication should connect HA port in thread_pool");
            String url =
                    pooled.url(database.name())
                            .replace(":" + pooled.port(), ":" + pooled.replicationPort());
            try (Connection connection =
                    DriverManager.getConnection(url, DriverStream.properties(pooled))) {
                assertThat(connection.isClosed()).isFalse();
            }
        }
    }

    private DriverStream start(Map<String, String> options) throws SQLException {
        return DriverStream.start(server, "s_cap_a", Lsn.ZERO, options);
    }

    private void run(String command) throws SQLException {
        try (Connection connection = DriverStream.connect(server);
                Statement statement = connection.createStatement()) {
            if (statement.execute(command)) {
                try (ResultSet result = statement.getResultSet()) {
                    assertThat(result.next()).isTrue();
                }
            }
        }
    }

    private static void refused(ThrowingCallable attempt, String state, String message) {
        assertThatThrownBy(attempt)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("FATAL: " + message)
                .hasFieldOrPropertyWithValue("SQLState", state);
    }
}
