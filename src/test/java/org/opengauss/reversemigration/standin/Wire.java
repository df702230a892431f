package org.opengauss.reversemigration.standin;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * One connection of the PostgreSQL wire protocol, either side: typed messages in and out. One thread may read while
 * another writes; writers are kept apart.
 */
final class Wire implements Closeable {
    /** A message without its length word. */
    record Message(char type, byte[] body) {}

    private static final int LARGEST_BODY = 1 << 30;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    Socket socket() {
        return socket;
    }

    /** Waits for the first byte of a message; false if none came in that time. */
    boolean ready(int timeoutMillis) throws IOException {
        if (next < end) {
            return true;
        }
        socket.setSoTimeout(timeoutMillis);
        try {
            refill();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Whether a read would find bytes at once. */
    boolean hasMore() throws IOException {
        return next < end || in.available() > 0;
    }

    /** The next typed message. */
    Message read() throws IOException {
        char type = (char) (readByte() & 0xFF);
        return new Message(type, readBody());
    }

    /** A length word and what it counts: the start-up packet has no type. */
    byte[] readBody() throws IOException {
        int length = readInt() - 4;
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("a message of " + length + " bytes: not this protocol");
        }
        return readBytes(length);
    }

    /** Whatever has arrived, at least one byte; empty at the end of the stream. */
    byte[] readSome() throws IOException {
        try {
            if (next == end) {
                refill();
            }
        } catch (EOFException e) {
            return new byte[0];
        }
        return readBytes(end - next);
    }

    private int readInt() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | readByte() & 0xFF;
        }
        return value;
    }

    private byte readByte() throws IOException {
        if (next == end) {
            refill();
        }
        return buffer[next++];
    }

    private byte[] readBytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = Math.min(length, end - next);
        System.arraycopy(buffer, next, bytes, 0, done);
        next += done;
        while (done < length) {
            int count = in.read(bytes, done, length - done);
            if (count < 0) {
                throw new EOFException("the connection ended inside a message");
            }
            done += count;
        }
        return bytes;
    }

    private void refill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException("the connection ended");
        }
        next = 0;
        end = count;
    }

    /** Queues a message; {@link #flush()} sends it. */
    void put(char type, byte[] body) throws IOException {
        synchronized (out) {
            out.write(type);
            putBody(body);
        }
    }

    void putBody(byte[] body) throws IOException {
        synchronized (out) {
            out.write(new Body().int32(body.length + 4).bytes());
            out.write(body);
        }
    }

    void putRaw(byte[] bytes, int offset, int length) throws IOException {
        synchronized (out) {
            out.write(bytes, offset, length);
        }
    }

    void flush() throws IOException {
        synchronized (out) {
            out.flush();
        }
    }

    void send(char type, byte[] body) throws IOException {
        synchronized (out) {
            put(type, body);
            out.flush();
        }
    }

    /** Ends the connection with a reset instead of an orderly end. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already: nothing left to reset
        }
        close();
    }

    /** Closes the socket under the writer: a blocked write ends with an exception. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // a socket that fails to close is closed
        }
    }
}
