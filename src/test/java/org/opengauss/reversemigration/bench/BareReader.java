package org.opengauss.reversemigration.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.opengauss.PGConnection;
import org.opengauss.replication.PGReplicationStream;
import org.opengauss.reversemigration.testbed.SourceDatabase;

/** The unchanged driver reading a stream and throwing it away. */
final class BareReader {
    /** What it reached. */
    record Result(long rows, double seconds, double rowsPerSecond) {}

    private final SourceDatabase source;
    private final String slot;

    BareReader(SourceDatabase source, String slot) {
        this.source = source;
        this.slot = slot;
    }

    /** Takes the payload of a frame, the time it was received at in {@code System.nanoTime()}. */
    interface Received {
        /** False to end. */
        boolean frame(ByteBuffer payload, long nanos);
    }

    /** Reads that many rows; the time runs from the request for the stream. */
    Result read(long rows) throws SQLException {
        long[] counted = new long[1];
        long begin = System.nanoTime();
        long end =
                read(
                        (payload, nanos) -> {
                            counted[0] += rows(payload);
                            return counted[0] < rows;
                        });
        double seconds = (end - begin) / 1e9;
        return new Result(counted[0], seconds, counted[0] / seconds);
    }

    /** Reads until told to end; returns when the last frame came. */
    long read(Received received) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password());
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("loggerLevel", "OFF");
        try (Connection connection =
                DriverManager.getConnection(
                        "jdbc:opengauss://"
                                + source.host()
                                + ":"
                                + source.port()
                                + "/"
                                + source.name(),
                        properties)) {
            PGReplicationStream stream =
                    connection
                            .unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(slot)
                            .withSlotOption("parallel-decode-num", "4")
                            .withSlotOption("decode-style", "b")
                            .withSlotOption("sending-batch", "1")
                            .withStatusInterval(1, TimeUnit.SECONDS)
                            .start();
            while (true) {
                ByteBuffer payload = stream.read();
                long now = System.nanoTime();
                if (!received.frame(payload, now)) {
                    return now;
                }
            }
        }
    }

    /** Records of rows in a frame. */
    private static long rows(ByteBuffer payload) {
        long rows = 0;
        int at = payload.position();
        while (at + 4 < payload.limit()) {
            int length = payload.getInt(at);
            if (length == 0) {
                break;
            }
            byte tag = payload.get(at + 12);
            if (tag != 'B' && tag != 'C') {
                rows++;
            }
            at += 4 + length + 1;
        }
        return rows;
    }
}
