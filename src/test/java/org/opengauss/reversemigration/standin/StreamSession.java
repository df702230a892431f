package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.model.Lsn;

/**
 * The copy-both phase of one client: sends the feed's frames and keepalives on a thread of its own, reads the client's
 * status reports on the caller's thread.
 */
final class StreamSession {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int STATUS_LENGTH = 65;
    private static final int ROUND_MILLIS = 100;

    private final Wire client;
    private final StreamOptions options;
    private final Feed feed;
    private final Faults faults;
    private final SlotBook book;
    private final String slot;
    private final FrameSink sink = new Sender();
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean replyWanted;
    private volatile boolean closed;
    private volatile boolean pinged;
    private long lastOutput = System.nanoTime();

    StreamSession(
            Wire client,
            StreamOptions options,
            Feed feed,
            Faults faults,
            SlotBook book,
            String slot) {
        this.client = client;
        this.options = options;
        this.feed = feed;
        this.faults = faults;
        this.book = book;
        this.slot = slot;
    }

    /** Streams until the client ends, falls silent or the link breaks; returns with the client closed. */
    void run(Lsn position) throws IOException {
        sendKeepalive(options.isSerial() ? position : Lsn.ZERO, false);
        Thread sender = new Thread(this::send, "standin-sender-" + slot);
        sender.setDaemon(true);
        sender.start();
        faults.streaming(client);
        try {
            listen();
        } finally {
            closed = true;
            client.close();
            feed.close();
            joinQuietly(sender);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws IOException {
        Duration timeout = options.senderTimeout();
        while (!closed) {
            if (client.ready(ROUND_MILLIS)) {
                faults.passGate();
                Wire.Message message = client.read();
                switch (message.type()) {
                    case 'd' -> status(message.body());
                    case 'c', 'X' -> {
                        return;
                    }
                    default -> {
                        fail(invalid(message.type()));
                        return;
                    }
                }
                lastHeard = System.nanoTime();
                pinged = false;
            } else if (!timeout.isZero() && silence() > timeout.toNanos()) {
                return;
            }
        }
    }

    private long silence() {
        return System.nanoTime() - lastHeard;
    }

    private void status(byte[] body) throws IOException {
        if (body.length != STATUS_LENGTH || body[0] != 'r') {
            fail(invalid((char) (body.length == 0 ? '?' : body[0])));
            throw new IOException("the client sent no status report of openGauss's layout");
        }
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        Lsn flush = new Lsn(in.getLong(17));
        if (!flush.equals(Lsn.ZERO) && book.confirm(slot, flush)) {
            feed.confirmed(flush);
        }
        replyWanted |= body[57] == 1;
    }

    private static ServerError invalid(char type) {
        return new ServerError("08P01", "invalid standby message type \"" + type + "\"");
    }

    private void send() {
        try {
            while (!closed) {
                faults.passGate();
                feed.advance(sink, ROUND_MILLIS);
                keepTime();
                if (!feed.hasMore()) {
                    client.flush();
                }
            }
        } catch (ServerError e) {
            fail(e);
        } catch (IOException | UncheckedIOException e) {
            // the link is gone, or PostgreSQL is: the client sees its end, as with the real server
        } catch (RuntimeException e) {
            fail(new ServerError("XX000", "the stand-in could not render a message: " + e));
        } finally {
            closed = true;
            client.close();
        }
    }

    /** Frames go through the faults; what is made already goes out as it is. */
    private final class Sender implements FrameSink {
        @Override
        public void frame(long headerLsn, byte[] payload) {
            StreamSession.this.frame(headerLsn, payload);
        }

        @Override
        public void made(ByteBuffer messages) {
            try {
                client.putRaw(
                        messages.array(),
                        messages.arrayOffset() + messages.position(),
                        messages.remaining());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lastOutput = System.nanoTime();
        }
    }

    private void frame(long headerLsn, byte[] payload) {
        byte[] header =
                new Body()
                        .int8('w')
                        .int64(headerLsn)
                        .int64(headerLsn)
                        .int64(microseconds())
                        .bytes();
        try {
            faults.write(client, header, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastOutput = System.nanoTime();
    }

    private void keepTime() throws IOException {
        long now = System.nanoTime();
        long forced = faults.takeKeepalive();
        if (forced != 0) {
            sendKeepalive(new Lsn(forced), false);
        }
        if (faults.takeWarning()) {
            warn();
        }
        boolean ping = pingDue();
        boolean idle = now - lastOutput >= SECOND;
        boolean behind = !options.isSerial() || book.confirmed(slot).isBefore(feed.walEnd());
        boolean answer = replyWanted && now - lastOutput >= SECOND / 10;
        if (ping || answer || idle && behind) {
            pinged |= ping;
            replyWanted = false;
            sendKeepalive(feed.walEnd(), ping);
        }
    }

    private boolean pingDue() {
        Duration timeout = options.senderTimeout();
        return !timeout.isZero() && !pinged && silence() >= timeout.toNanos() / 2;
    }

    /** The struct image of x86_64: little-endian, six bytes of padding. */
    private void sendKeepalive(Lsn walEnd, boolean replyRequested) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(33).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'k').putLong(walEnd.value()).putInt(1).putInt(1).putLong(microseconds());
        out.put((byte) (replyRequested ? 1 : 0));
        client.send('d', out.array());
        lastOutput = System.nanoTime();
    }

    private void warn() throws IOException {
        ServerError warning =
                new ServerError(
                        "01000",
                        "Due to DDL in the same top transaction, partial modification may be lost");
        client.put('N', warning.body("WARNING"));
        client.send('Z', new byte[] {'I'});
    }

    private void fail(ServerError error) {
        try {
            refuse(client, error);
        } catch (IOException e) {
            // the client is gone: nobody to tell
        }
    }

    /**
     * Sends an error as a walsender does. ReadyForQuery follows it as it follows a walsender's warning: the captures show
     * the driver reporting the error itself, which it does only when it meets that before the end of the stream.
     */
    static void refuse(Wire client, ServerError error) throws IOException {
        client.put('E', error.body("FATAL"));
        client.send('Z', new byte[] {'I'});
    }

    private static long microseconds() {
        Duration since = Duration.between(EPOCH, Instant.now());
        return TimeUnit.SECONDS.toMicros(since.getSeconds()) + since.getNano() / 1000;
    }
}
