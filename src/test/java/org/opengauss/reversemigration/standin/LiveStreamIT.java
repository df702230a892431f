package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.PostgresServer;

/** What PostgreSQL decodes, seen through openGauss's driver: three modes, positions, keepalives, faults. */
class LiveStreamIT {
    private static final Map<String, String> SERIAL = Map.of();
    private static final Map<String, String> JSON =
            Map.of("parallel-decode-num", "4", "decode-style", "j");
    private static final Map<String, String> BATCHED_BINARY =
            Map.of("parallel-decode-num", "4", "decode-style", "b", "sending-batch", "1");

    private PostgresServer postgres;
    private PostgresDatabase database;
    private StandIn server;

    @BeforeEach
    void start() throws SQLException {
        postgres = PostgresServer.launch();
        database = PostgresDatabase.create(postgres);
        server = StandIn.start(database, Manners.A_6_0);
        run(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "SELECT pg_create_logical_replication_slot('s', 'mppdb_decoding')");
    }

    @AfterEach
    void stop() {
        server.close();
        postgres.close();
    }

    @Test
    void serialSendsOneMessageAFrameAndTheCommitsEndInItsHeader() throws SQLException {
        run("INSERT INTO t VALUES (1, 'one')");
        try (DriverStream stream = start(SERIAL)) {
            List<Frame> frames = stream.frames(3);

            assertThat(frames)
                    .extracting(LiveStreamIT::text)
                    .satisfiesExactly(
                            begin -> assertThat(begin).matches("BEGIN \\d+"),
                            row ->
                                    assertThat(row)
                                            .startsWith(
                                                    "{\"table_name\":\"public.t\",\"op_type\":\"INSERT\",\"columns_name\":[\"id\",\"v\"]"),
                            commit ->
                                    assertThat(commit).matches("COMMIT \\d+ \\(at .*\\) CSN \\d+"));
            assertThat(frames.get(2).header().isAfter(frames.get(1).header())).isTrue();
        }
    }

    @Test
    void parallelJsonNamesCsnAndXidAtBegin() throws SQLException {
        run("INSERT INTO t VALUES (1, 'one')");
        try (DriverStream stream = start(JSON)) {
            List<String> texts = stream.frames(3).stream().map(LiveStreamIT::text).toList();

            assertThat(texts.get(0)).matches("BEGIN CSN: \\d+ first_lsn: [0-9A-F/]+ xid: \\d+");
            assertThat(texts.get(1)).contains("\"op_type\":\"INSERT\"");
            assertThat(texts.get(2)).matches("commit xid: \\d+");
        }
    }

    @Test
    void batchedBinarySendsManyRecordsInAFrame() throws SQLException {
        run("INSERT INTO t SELECT i, 'v' || i FROM generate_series(1, 100) i");
        try (DriverStream stream = start(BATCHED_BINARY)) {
            List<BinaryRecords.Record> records =
                    BinaryRecords.of(stream.frames(1).get(0).payload());

            assertThat(records).hasSize(102);
            assertThat(records.get(0).tag()).isEqualTo('B');
            assertThat(records.get(101).tag()).isEqualTo('C');
        }
    }

    @Test
    void confirmedTransactionStaysAwayUntilACrashForgetsIt() throws SQLException, IOException {
        run("INSERT INTO t VALUES (1, 'one')");
        Lsn commit;
        try (DriverStream stream = start(SERIAL)) {
            commit = stream.frames(3).get(2).header();
            stream.confirm(commit);
            stream.until(frame -> server.confirmed("s").equals(commit));
            assertThat(
                            one(
                                    "SELECT confirmed_flush FROM pg_replication_slots WHERE slot_name = 's'"))
                    .isEqualTo(commit.toString());
        }
        run("INSERT INTO t VALUES (2, 'two')");
        try (DriverStream stream = restarted(SERIAL)) {
            assertThat(text(stream.frames(2).get(1))).contains("two");
        }

        server.kill();
        postgres.kill();
        postgres.start();
        server.restart();

        try (DriverStream stream = restarted(SERIAL)) {
            assertThat(text(stream.frames(2).get(1))).contains("one");
        }
        try (DriverStream stream = restarted(commit)) {
            assertThat(text(stream.frames(2).get(1))).contains("two");
        }
    }

    @Test
    void idleStreamHearsAKeepaliveEachSecond() throws SQLException {
        try (DriverStream stream = start(JSON)) {
            Lsn before = Lsn.parse(one("SELECT pg_current_xlog_location()"));
            run("CREATE TABLE other (id int)");
            stream.until(frame -> !stream.lastReceived().isBefore(before));
        }
    }

    @Test
    void silentClientIsAskedThenDropped() throws SQLException {
        try (Connection connection = DriverStream.connect(server)) {
            connection
                    .unwrap(org.opengauss.PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName("s")
                    .withSlotOption("sender-timeout", "1000")
                    .withStatusInterval(0, TimeUnit.SECONDS)
                    .start();
            Awaitility.await().until(() -> server.faults().openStreams() == 1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.faults().openStreams() == 0);
        }
    }

    @Test
    void linkCanBeCutInsideAFrame() throws SQLException {
        server.faults().cutNextFrame();
        run("INSERT INTO t VALUES (1, 'one')");
        try (DriverStream stream = start(SERIAL)) {
            assertThatThrownBy(() -> stream.frames(3)).isInstanceOf(SQLException.class);
        }
        try (DriverStream stream = restarted(SERIAL)) {
            assertThat(text(stream.frames(2).get(1))).contains("one");
        }
    }

    @Test
    void warningInsideTheCopyMakesTheDriverThinkItIsOver() throws SQLException {
        try (DriverStream stream = start(SERIAL)) {
            server.faults().warnInsideCopy();
            // it says nothing, or stumbles over the next keepalive: "inactive copy operation"
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(
                            () -> {
                                if (!stream.driver().isClosed()) {
                                    stream.poll();
                                }
                                return stream.driver().isClosed();
                            });
        }
    }

    @Test
    void stalledLinkGoesOnWhenResumed() throws SQLException {
        try (DriverStream stream = start(SERIAL)) {
            server.faults().stall();
            postgresRun("INSERT INTO t VALUES (1, 'one')");
            assertThat(stream.poll()).isNull();
            server.faults().resume();
            assertThat(stream.frames(3)).hasSize(3);
        }
    }

    private static String text(Frame frame) {
        return new String(frame.payload(), UTF_8);
    }

    private DriverStream start(Map<String, String> options) throws SQLException {
        return DriverStream.start(server, "s", Lsn.ZERO, options);
    }

    private DriverStream restarted(Map<String, String> options) {
        return restarted(Lsn.ZERO, options);
    }

    private DriverStream restarted(Lsn from) {
        return restarted(from, SERIAL);
    }

    /** A stream as soon as PostgreSQL has noticed that the one before is gone. */
    private DriverStream restarted(Lsn from, Map<String, String> options) {
        DriverStream[] stream = new DriverStream[1];
        Awaitility.await()
                .ignoreExceptionsMatching(
                        e -> String.valueOf(e.getMessage()).contains("already active"))
                .until(
                        () -> {
                            DriverStream candidate = DriverStream.start(server, "s", from, options);
                            candidate.poll();
                            stream[0] = candidate;
                            return true;
                        });
        return stream[0];
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Past the gateway. */
    private void postgresRun(String sql) throws SQLException {
        database.execute(sql);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
