package org.opengauss.reversemigration.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Sees what the driver hides of a replication link: when the last byte came, and that the server has ended it. {@code
 * readPending()} of the driver takes an end of stream for "nothing yet", and once a message has begun it reads on
 * without a deadline. The clock may be read by any thread; the socket belongs to the driver's.
 */
final class LinkWatch {
    private final LongSupplier nanoClock;
    private volatile long silenceNanos;
    private volatile long lastByteNanos;
    private volatile boolean ended;
    private volatile WatchedSocket socket;

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

    private int seen(int result) {
        if (result < 0) {
            ended = true;
        } else {
            lastByteNanos = nanoClock.getAsLong();
        }
        return result;
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
            try {
                return socket.watch.seen(super.read());
            } catch (SocketTimeoutException e) {
                throw silent(e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return socket.watch.seen(super.read(target, offset, length));
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
