package org.opengauss.reversemigration.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/** Recorded streams of a real server, served to the driver. */
class ReplayIT {
    private static final Map<String, String> SERIAL = Map.of();
    private static final Map<String, String> JSON =
            Map.of("parallel-decode-num", "4", "decode-style", "j", "sending-batch", "0");
    private static final Map<String, String> BATCHED_BINARY =
            Map.of("parallel-decode-num", "4", "decode-style", "b", "sending-batch", "1");

    private PostgresDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = PostgresDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sysbench-serial, false, 0",
        "sysbench-j-batch0, true, 0",
        "sysbench-b-batch1, true, 1",
        "dolphin-serial, false, 0",
        "dolphin-j-batch0, true, 0"
    })
    void everyRecordedFrameArrivesByteForByte(String name, boolean parallel, int batch)
            throws SQLException {
        Map<String, String> options = !parallel ? SERIAL : batch == 1 ? BATCHED_BINARY : JSON;
        List<Frame> recorded = RecordedStream.open(recording(name)).frames();
        try (StandIn server = replay(name);
                DriverStream stream = DriverStream.start(server, "s", Lsn.ZERO, options)) {
            List<Frame> frames = stream.frames(recorded.size());

            assertThat(frames).hasSameSizeAs(recorded);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(frames.get(i).payload()).isEqualTo(recorded.get(i).payload());
            }
        }
    }

    @Test
    void confirmedTransactionsAreNotSentAgain() throws SQLException {
        List<Frame> recorded = RecordedStream.open(recording("dolphin-serial")).frames();
        try (StandIn server = replay("dolphin-serial")) {
            try (DriverStream stream = DriverStream.start(server, "s", Lsn.ZERO, SERIAL)) {
                List<Frame> first = stream.frames(3);
                stream.confirm(first.get(2).header());
                stream.until(frame -> server.confirmed("s").equals(first.get(2).header()));
            }
            try (DriverStream stream = started(server)) {
                assertThat(stream.frames(1).get(0).payload()).isEqualTo(recorded.get(3).payload());
            }
            server.kill();
            server.restart();
            try (DriverStream stream = started(server)) {
                assertThat(stream.frames(1).get(0).payload()).isEqualTo(recorded.get(0).payload());
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void batchIsCutAtTheTransactionBehindTheStartPosition() throws SQLException {
        List<Frame> recorded = RecordedStream.open(recording("sysbench-b-batch1")).frames();
        byte[] second = recorded.get(1).payload();
        Lsn commit =
                BinaryRecords.of(second).stream()
                        .filter(record -> record.tag() == 'C')
                        .findFirst()
                        .orElseThrow()
                        .lsn();
        BinaryRecords.Record next =
                BinaryRecords.of(second).stream()
                        .filter(record -> record.tag() == 'B')
                        .findFirst()
                        .orElseThrow();
        try (StandIn server = replay("sysbench-b-batch1");
                DriverStream stream = DriverStream.start(server, "s", commit, BATCHED_BINARY)) {
            assertThat(stream.frames(1).get(0).payload())
                    .isEqualTo(Arrays.copyOfRange(second, next.offset(), second.length));
        }
    }

    @Test
    void anotherModeThanTheRecordedIsRefusedByName() throws SQLException {
        try (StandIn server = replay("dolphin-serial")) {
            assertThatThrownBy(
                            () -> {
                                try (DriverStream stream =
                                        DriverStream.start(server, "s", Lsn.ZERO, JSON)) {
                                    stream.frames(1);
                                }
                            })
                    .hasMessageContaining("recorded as serial; asked was parallel-decode-num 4");
        }
    }

    /** A stream of the slot as soon as the server has noticed that the one before is gone. */
    private static DriverStream started(StandIn server) {
        DriverStream[] stream = new DriverStream[1];
        org.awaitility.Awaitility.await()
                .ignoreExceptionsMatching(e -> e.getMessage().contains("already active"))
                .until(
                        () -> {
                            stream[0] = DriverStream.start(server, "s", Lsn.ZERO, SERIAL);
                            return true;
                        });
        return stream[0];
    }

    private StandIn replay(String name) throws SQLException {
        StandIn server = StandIn.replay(database, Manners.DOLPHIN_6_0, recording(name));
        try (Connection connection = DriverStream.connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE_REPLICATION_SLOT s LOGICAL mppdb_decoding");
        }
        return server;
    }

    private static Path recording(String name) {
        try {
            return Path.of(ReplayIT.class.getResource("/streams/" + name + ".gz").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
