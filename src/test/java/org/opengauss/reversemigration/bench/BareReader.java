package org.opengauss.reversemigration.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.opengauss.PGConnection;
import org.opengauss.replication.PGReplicationStream;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.SourceDatabase;

/** The unchanged driver reading a stream and throwing it away. */
final class BareReader {
    /**
     * What it reached.
     *
     * @param lastCommit end of the last commit that was wanted
     */
    record Result(
            long rows,
            long transactions,
            double seconds,
            double rowsPerSecond,
            double transactionsPerSecond,
            double megabytesPerSecond,
            Lsn lastCommit) {}

    private final SourceDatabase source;
    private final String slot;
    private long[] commits = new long[0];

    BareReader(SourceDatabase source, String slot) {
        this.source = source;
        this.slot = slot;
    }

    /** Takes the payload of a frame, the time it was received at in {@code System.nanoTime()}. */
    interface Received {
        /** False to end. */
        boolean frame(ByteBuffer payload, long nanos);
    }

    /** Reads to the last commit at or below that position; the time runs from the request for the stream. */
    Result read(Lsn end) throws SQLException {
        Tally tally = new Tally(end.value());
        long begin = System.nanoTime();
        long last = read((payload, nanos) -> tally.frame(payload));
        commits = Arrays.copyOf(tally.commits, (int) tally.transactions);
        double seconds = (last - begin) / 1e9;
        return new Result(
                tally.rows,
                tally.transactions,
                seconds,
                tally.rows / seconds,
                tally.transactions / seconds,
                tally.bytes / 1e6 / seconds,
                new Lsn(commits[commits.length - 1]));
    }

    /** Ends of the commits that were read, in order. */
    long[] commits() {
        return commits;
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

    /** Counts the records up to a position without looking into them. */
    private static final class Tally {
        private final long end;
        private long rows;
        private long openRows;
        private long transactions;
        private long bytes;
        private long[] commits = new long[1 << 16];

        Tally(long end) {
            this.end = end;
        }

        /** Whether there is more to come. */
        boolean frame(ByteBuffer payload) {
            int at = payload.position();
            bytes += payload.remaining();
            while (at + 4 < payload.limit()) {
                int length = payload.getInt(at);
                if (length == 0) {
                    break;
                }
                switch (payload.get(at + 12)) {
                    case 'B' -> openRows = 0;
                    case 'C' -> {
                        long commit = payload.getLong(at + 4);
                        if (commit > end) {
                            return false;
                        }
                        rows += openRows;
                        if (transactions == commits.length) {
                            commits = Arrays.copyOf(commits, 2 * commits.length);
                        }
                        commits[(int) transactions++] = commit;
                        if (commit == end) {
                            return false;
                        }
                    }
                    default -> openRows++;
                }
                at += 4 + length + 1;
            }
            return true;
        }
    }
}
