package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.opengauss.reversemigration.model.Lsn;

/** Reads {@code pgoutput} from PostgreSQL and lets the renderer make frames of it. */
final class LiveFeed implements Feed {
    private static final int XLOG_DATA_HEADER = 25;
    private static final int MESSAGES_A_ROUND = 1000;

    private final Wire postgres;
    private final MessageRenderer renderer;
    private final boolean forwardsConfirmed;
    private final Optional<Backend> reader;
    private Lsn received = Lsn.ZERO;
    private volatile Lsn flushed = Lsn.ZERO;

    private LiveFeed(
            Backend backend,
            Optional<Backend> reader,
            MessageRenderer renderer,
            boolean forwardsConfirmed) {
        this.postgres = backend.wire();
        this.reader = reader;
        this.renderer = renderer;
        this.forwardsConfirmed = forwardsConfirmed;
    }

    /**
     * Starts PostgreSQL's own stream; it skips by the same rule as openGauss: commit start below {@code from}.
     *
     * @param reader asked for the end of WAL where keepalives run ahead of what was sent, as a parallel reader's do
     */
    static LiveFeed start(
            Backend backend,
            Optional<Backend> reader,
            String slot,
            Lsn from,
            MessageRenderer renderer,
            boolean forwardsConfirmed)
            throws IOException, ServerError {
        LiveFeed feed = new LiveFeed(backend, reader, renderer, forwardsConfirmed);
        String command =
                "START_REPLICATION SLOT \"%s\" LOGICAL %s (proto_version '1', publication_names 'standin', messages 'true')"
                        .formatted(slot, from);
        feed.postgres.send('Q', new Body().text(command).bytes());
        Wire.Message answer = feed.postgres.read();
        while (answer.type() == 'N') {
            answer = feed.postgres.read();
        }
        if (answer.type() == 'E') {
            feed.close();
            throw Backend.error(answer.body());
        }
        return feed;
    }

    @Override
    public void advance(FrameSink sink, int timeoutMillis) throws IOException, ServerError {
        if (postgres.ready(timeoutMillis)) {
            int left = MESSAGES_A_ROUND;
            do {
                accept(postgres.read(), sink);
            } while (--left > 0 && postgres.hasMore());
        }
        renderer.tick(System.nanoTime(), sink);
    }

    private void accept(Wire.Message message, FrameSink sink) throws IOException, ServerError {
        switch (message.type()) {
            case 'd' -> copyData(message.body(), sink);
            case 'E' -> throw Backend.error(message.body());
            case 'c', 'C' -> throw new IOException("PostgreSQL ended its stream");
            default -> {}
        }
    }

    private void copyData(byte[] body, FrameSink sink) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte kind = in.get();
        long position = in.getLong();
        if (kind == 'w') {
            renderer.accept(
                    position, Arrays.copyOfRange(body, XLOG_DATA_HEADER, body.length), sink);
        }
        received = Lsn.max(received, new Lsn(position));
        if (kind == 'k' && body[17] == 1) {
            report();
        }
    }

    /** Standby status; flush 0 leaves PostgreSQL's slot where it is. */
    private void report() throws IOException {
        long flush = forwardsConfirmed ? flushed.value() : 0;
        postgres.send(
                'd',
                new Body()
                        .int8('r')
                        .int64(received.value())
                        .int64(flush)
                        .int64(flush)
                        .int64(0)
                        .int8(0)
                        .bytes());
    }

    @Override
    public boolean hasMore() throws IOException {
        return postgres.hasMore();
    }

    @Override
    public Lsn walEnd() throws IOException {
        if (reader.isEmpty()) {
            return received;
        }
        try {
            String end = reader.get().query("select pg_catalog.pg_current_wal_lsn()").get(0).get(0);
            return Lsn.max(received, Lsn.parse(end));
        } catch (ServerError e) {
            throw new IOException("PostgreSQL does not tell the end of its WAL", e);
        }
    }

    @Override
    public void confirmed(Lsn position) throws IOException {
        flushed = position;
        if (forwardsConfirmed) {
            report();
        }
    }

    @Override
    public void close() {
        postgres.close();
        reader.ifPresent(Backend::close);
    }
}
