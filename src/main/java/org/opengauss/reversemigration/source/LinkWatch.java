package org.opengauss.reversemigration.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.opengauss.util.ServerErrorMessage;

/**
 * Sees what the driver hides of a replication link: when the last byte came, that the server has ended it, and its last
 * words. {@code readPending()} of the driver takes an end of stream for "nothing yet", once a message has begun it reads
 * on without a deadline, and a FATAL behind which the server closes is lost in the EOFException that follows. Used by the
 * thread that reads.
 */
final class LinkWatch {
    private final LongSupplier nanoClock;
    private final LastBytes lastBytes = new LastBytes();
    private long silenceNanos;
    private long lastByteNanos;
    private long reads;
    private boolean ended;
    private WatchedSocket socket;

    LinkWatch(Duration silence, LongSupplier nanoClock) {
        this.silenceNanos = silence.toNanos();
        this.nanoClock = nanoClock;
        this.lastByteNanos = nanoClock.getAsLong();
    }

    long lastByteNanos() {
        return lastByteNanos;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How often the driver has asked the socket for bytes. */
    long reads() {
        return reads;
    }

    /** The error message with which the server left, if the link carried one last, in clear. */
    Optional<ServerErrorMessage> lastWords() {
        return lastBytes.errorMessage().map(ServerErrorMessage::new);
    }

    Duration silence() {
        return Duration.ofNanos(silenceNanos);
    }

    /** From now on a read fails after this long without a byte. Only for the thread that reads. */
    void limit(Duration silence) {
        silenceNanos = silence.toNanos();
        WatchedSocket current = socket;
        if (current != null && !current.isClosed()) {
            try {
                current.setSoTimeout(current.getSoTimeout());
            } catch (SocketException e) {
                ended = true;
            }
        }
    }

    Socket newSocket() {
        socket = new WatchedSocket(this);
        return socket;
    }

    private int seen(byte[] target, int offset, int length) {
        if (length < 0) {
            ended = true;
        } else {
            lastByteNanos = nanoClock.getAsLong();
            lastBytes.add(target, offset, length);
        }
        return length;
    }

    private int silenceMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, silenceNanos / 1_000_000));
    }

    /**
     * Keeps the driver's own read time-outs, which it takes for "nothing yet", and puts the silence limit where the
     * driver would wait for ever: there a time-out must be an error, or the frame boundary would be lost.
     */
    private static final class WatchedSocket extends Socket {
        private final LinkWatch watch;
        private volatile int driverTimeoutMillis;

        WatchedSocket(LinkWatch watch) {
            this.watch = watch;
        }

        @Override
        public void setSoTimeout(int timeoutMillis) throws SocketException {
            driverTimeoutMillis = timeoutMillis;
            super.setSoTimeout(timeoutMillis == 0 ? watch.silenceMillis() : timeoutMillis);
        }

        @Override
        public int getSoTimeout() {
            return driverTimeoutMillis;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            if (driverTimeoutMillis == 0) {
                setSoTimeout(0);
            }
            return new WatchedInput(super.getInputStream(), this);
        }
    }

    private static final class WatchedInput extends FilterInputStream {
        private final WatchedSocket socket;

        WatchedInput(InputStream in, WatchedSocket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            socket.watch.reads++;
            try {
                return socket.watch.seen(target, offset, super.read(target, offset, length));
            } catch (SocketTimeoutException e) {
                throw silent(e);
            }
        }

        private IOException silent(SocketTimeoutException e) {
            if (socket.driverTimeoutMillis != 0) {
                return e;
            }
            // Not a SocketTimeoutException: the driver would read on in the middle of a message.
            return new IOException(
                    "no byte from the server for " + socket.watch.silence().toSeconds() + " s", e);
        }
    }
}
