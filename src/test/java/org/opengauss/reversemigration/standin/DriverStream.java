package org.opengauss.reversemigration.standin;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.opengauss.PGConnection;
import org.opengauss.replication.LogSequenceNumber;
import org.opengauss.replication.PGReplicationStream;
import org.opengauss.replication.fluent.logical.ChainedLogicalStreamBuilder;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;

/** A stream read with openGauss's own driver, as a test wants it: frames as they come, positions confirmed at once. */
final class DriverStream implements AutoCloseable {
    private final Connection connection;
    private final PGReplicationStream stream;

    private DriverStream(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Properties of a replication connection. */
    static Properties properties(StandIn server) {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        return properties;
    }

    static Connection connect(StandIn server) throws SQLException {
        return DriverManager.getConnection(server.url(server.database()), properties(server));
    }

    static DriverStream start(StandIn server, String slot, Lsn from, Map<String, String> options)
            throws SQLException {
        Connection connection = connect(server);
        try {
            ChainedLogicalStreamBuilder builder =
                    connection
                            .unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(slot)
                            .withStartPosition(LogSequenceNumber.valueOf(from.value()))
                            .withStatusInterval(0, TimeUnit.SECONDS);
            options.forEach(builder::withSlotOption);
            return new DriverStream(connection, builder.start());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The next frame if one has come. */
    Frame poll() throws SQLException {
        ByteBuffer payload = stream.readPending();
        if (payload == null) {
            return null;
        }
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return new Frame(new Lsn(stream.getLastReceiveLSN().asLong()), bytes);
    }

    /** That many frames, or what has come of them after 20 s. */
    List<Frame> frames(int count) throws SQLException {
        List<Frame> frames = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (frames.size() < count && System.nanoTime() < deadline) {
            Frame frame = poll();
            if (frame == null) {
                Thread.onSpinWait();
            } else {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** Polls until the payload of a frame, or null for "nothing yet", satisfies the condition. */
    void until(Predicate<Frame> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> condition.test(poll()));
    }

    Lsn lastReceived() {
        return new Lsn(stream.getLastReceiveLSN().asLong());
    }

    void confirm(Lsn position) throws SQLException {
        stream.setFlushedLSN(LogSequenceNumber.valueOf(position.value()));
        stream.forceUpdateStatus();
    }

    PGReplicationStream driver() {
        return stream;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
