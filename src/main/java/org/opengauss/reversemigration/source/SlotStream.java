package org.opengauss.reversemigration.source;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.opengauss.PGConnection;
import org.opengauss.replication.LogSequenceNumber;
import org.opengauss.replication.PGReplicationStream;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open replication stream of one slot. Used by one thread only, which must call {@link #poll} or {@link #confirm}
 * every few seconds: the driver reads, answers keepalives and reports only inside these calls.
 */
public final class SlotStream implements AutoCloseable {
    static final String NAME_PREFIX = Connector.APPLICATION + ":";

    private static final Logger LOG = LoggerFactory.getLogger(SlotStream.class);

    /** Twice the server's default {@code logical_sender_timeout}. */
    public static final Duration DEFAULT_SILENCE = Duration.ofSeconds(60);

    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);
    private static final Duration STATUS_AT_MOST_EVERY = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int IDENTIFIER_LENGTH = 63;

    /** What the driver always throws when it ends the copy, because the server closes without an answer. */
    private static final String CONNECTION_FAILURE = "08006";

    private final SourceConfig source;
    private final String slot;
    private final LinkWatch watch;
    // Held here for its life: the driver closes a connection that becomes unreachable, and its
    // stream does not hold it.
    private final Connection connection;
    private final PGReplicationStream stream;
    private Lsn confirmed = Lsn.ZERO;
    private boolean confirmationDue;
    private long statusSentNanos;

    /** When the oldest status still without any answer was sent. */
    private long askedNanos;

    private boolean broken;
    private boolean closed;

    private SlotStream(
            SourceConfig source,
            String slot,
            LinkWatch watch,
            Connection connection,
            PGReplicationStream stream) {
        this.source = source;
        this.slot = slot;
        this.watch = watch;
        this.connection = connection;
        this.stream = stream;
        this.statusSentNanos = System.nanoTime();
        this.askedNanos = watch.lastByteNanos();
    }

    /** As {@link #open(SourceConfig, SlotConfig, StreamPlan, Lsn, Duration)} with a minute of silence. */
    public static SlotStream open(
            SourceConfig source, SlotConfig slot, StreamPlan plan, Lsn start) {
        return open(source, slot, plan, start, DEFAULT_SILENCE);
    }

    /**
     * Starts the stream. With a serial plan the server complains about options only at the first {@link #poll}.
     *
     * @param start the ledger's position, or {@link Lsn#ZERO} for where the slot is; what commits between the slot's
     *     position and a higher start is lost for good
     * @param silence how long the link may stay without a byte although the server was asked for one: twice its
     *     {@code logical_sender_timeout}
     * @throws SourceException ({@link ExitCode#FENCED}) while something else reads the slot; a reader that died keeps it
     *     until the server's time-out, so this is worth repeating for twice that long
     */
    public static SlotStream open(
            SourceConfig source, SlotConfig slot, StreamPlan plan, Lsn start, Duration silence) {
        String name = Slots.checkName(slot.name());
        Properties options = StreamOptions.of(slot, plan);
        LinkWatch watch = new LinkWatch(silence, System::nanoTime);
        String attempt = "read slot \"" + name + "\"";
        String application = plan.asGsql() ? Connector.GSQL : applicationName(name);
        Connection connection = new Connector(source).replication(attempt, application, watch);
        try {
            PGReplicationStream stream =
                    connection
                            .unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(name)
                            .withStartPosition(LogSequenceNumber.valueOf(start.value()))
                            // The interval would become a read time-out that loses frame
                            // boundaries; we keep the clock.
                            .withStatusInterval(0, TimeUnit.MILLISECONDS)
                            .withSlotOptions(options)
                            .start();
            return new SlotStream(source, name, watch, connection, stream);
        } catch (SQLException e) {
            SourceException failure = failure(attempt, source, watch, e);
            closeAfter(failure, connection);
            throw failure;
        }
    }

    /** By which pg_stat_replication tells whose slot a sender serves, as far as its column is wide. */
    static String applicationName(String slot) {
        String name = NAME_PREFIX + slot;
        return name.length() <= IDENTIFIER_LENGTH ? name : name.substring(0, IDENTIFIER_LENGTH);
    }

    /**
     * The next frame, or nothing yet (after waiting about a millisecond for one).
     *
     * @throws SourceException transient when the link broke, ended or fell silent
     */
    public Optional<Frame> poll() {
        requireOpen();
        try {
            sendStatusIfDue();
            long reads = watch.reads();
            ByteBuffer payload = stream.isClosed() ? null : stream.readPending();
            if (payload != null) {
                return Optional.of(frame(payload));
            }
            requireAlive(watch.reads() > reads);
            logWarnings();
            return Optional.empty();
        } catch (SQLException e) {
            throw broken(failure(e));
        }
    }

    /** The driver makes an array for each frame, with its header before the payload, and forgets it: no need to copy. */
    private Frame frame(ByteBuffer payload) {
        int from = payload.arrayOffset() + payload.position();
        byte[] bytes = payload.array();
        if (from + payload.remaining() != bytes.length) {
            bytes = new byte[payload.remaining()];
            payload.get(bytes);
            from = 0;
        }
        return new Frame(lastReceived(), bytes, from);
    }

    /**
     * The header of the last frame, or a keepalive's position above it. In a serial stream every commit below it has been
     * read; in a parallel one rows below it may still be unsent, so it must never be confirmed there.
     */
    public Lsn lastReceived() {
        return new Lsn(stream.getLastReceiveLSN().asLong());
    }

    /**
     * Tells the server that everything up to here is durable. Never goes back; cheap enough to call in every turn of a
     * loop, also with the same position, because reports are spaced. The last one is sent at {@link #close} at the latest.
     */
    public void confirm(Lsn lsn) {
        requireOpen();
        if (lsn.isAfter(confirmed)) {
            confirmed = lsn;
            confirmationDue = true;
            stream.setFlushedLSN(LogSequenceNumber.valueOf(lsn.value()));
        }
        try {
            sendStatusIfDue();
        } catch (SQLException e) {
            throw broken(failure(e));
        }
    }

    /** The highest position given to {@link #confirm}. */
    public Lsn confirmed() {
        return confirmed;
    }

    private void sendStatusIfDue() throws SQLException {
        Duration interval = confirmationDue ? STATUS_AT_MOST_EVERY : STATUS_EVERY;
        if (System.nanoTime() - statusSentNanos >= interval.toNanos()) {
            sendStatus();
        }
    }

    /** Each status asks for an answer, so a server that is alive is never silent. */
    private void sendStatus() throws SQLException {
        if (stream.isClosed()) {
            return;
        }
        long now = System.nanoTime();
        if (watch.lastByteNanos() - askedNanos >= 0) {
            askedNanos = now;
        }
        stream.forceUpdateStatus();
        statusSentNanos = now;
        confirmationDue = false;
    }

    /**
     * The driver tells a reader that polls neither of an end of the connection nor of an end of the copy.
     *
     * @param asked whether the driver looked for more bytes; where it did not, it holds a CommandComplete back ("COPY 0"
     *     of a server that shuts down) and would do so for ever
     */
    private void requireAlive(boolean asked) throws SQLException {
        if (stream.isClosed() || !asked) {
            throw broken(lost("the server ended the stream without an error" + warnings()));
        }
        if (watch.hasEnded()) {
            throw broken(lost("the server closed the connection" + warnings()));
        }
        long unanswered = System.nanoTime() - askedNanos;
        if (askedNanos - watch.lastByteNanos() > 0 && unanswered > watch.silence().toNanos()) {
            throw broken(
                    lost(
                            "no byte from the server for "
                                    + TimeUnit.NANOSECONDS.toSeconds(unanswered)
                                    + " s although it was asked"));
        }
    }

    /** The server's own last words, where the driver has lost them. */
    private SourceException failure(SQLException e) {
        return failure(attempt(), source, watch, e);
    }

    private static SourceException failure(
            String attempt, SourceConfig source, LinkWatch watch, SQLException e) {
        if (CONNECTION_FAILURE.equals(e.getSQLState()) && watch.lastWords().isPresent()) {
            PSQLException words = new PSQLException(watch.lastWords().get());
            words.initCause(e);
            return SourceErrors.of(attempt, source, source.port(), words);
        }
        return SourceErrors.of(attempt, source, source.port(), e);
    }

    private SourceException lost(String whatHappened) {
        return new SourceException(
                ExitCode.TRANSIENT,
                "cannot "
                        + attempt()
                        + " on openGauss "
                        + SourceErrors.address(source, source.port())
                        + ": "
                        + whatHappened
                        + "; reconnecting may help; the server's log says why",
                null);
    }

    private String attempt() {
        return "read slot \"" + slot + "\"";
    }

    private SourceException broken(SourceException failure) {
        broken = true;
        return failure;
    }

    private void logWarnings() throws SQLException {
        String warnings = warnings();
        if (!warnings.isEmpty()) {
            LOG.warn("openGauss says on slot {}{}", slot, warnings);
        }
    }

    private String warnings() throws SQLException {
        StringBuilder text = new StringBuilder();
        for (SQLWarning warning = connection.getWarnings();
                warning != null;
                warning = warning.getNextWarning()) {
            text.append(": ").append(warning.getMessage().strip());
        }
        connection.clearWarnings();
        return text.toString();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the stream of slot " + slot + " is closed");
        }
    }

    /** Sends the last confirmation, where the link still works, and ends the stream. May be called twice. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.limit(FAREWELL);
        try {
            if (!broken) {
                endCopy();
            }
        } catch (SQLException e) {
            SourceException failure =
                    SourceErrors.of(
                            "end the stream of slot \"" + slot + "\"", source, source.port(), e);
            closeAfter(failure, connection);
            throw failure;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // The server has left already: what was to be sent has been sent.
            LOG.debug("closing the replication connection of slot {}", slot, e);
        }
    }

    private void endCopy() throws SQLException {
        if (confirmationDue) {
            sendStatus();
        }
        try {
            stream.close();
        } catch (SQLException e) {
            if (!CONNECTION_FAILURE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void closeAfter(SourceException failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
