package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * What goes wrong on the link, turned on by a test while clients are connected. Thread-safe; acts on every connection of
 * the gateway unless the method says otherwise.
 */
public final class Faults {
    private final Set<Wire> clients = ConcurrentHashMap.newKeySet();
    private final Set<Wire> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final AtomicReference<Duration> frameDelay = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<UnaryOperator<byte[]>> corruption = new AtomicReference<>();
    private final AtomicBoolean half = new AtomicBoolean();
    private final AtomicBoolean notice = new AtomicBoolean();
    private final AtomicLong keepalive = new AtomicLong();
    private final AtomicLong framesLeft = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong framesSent = new AtomicLong();
    private final Object gate = new Object();
    private boolean stalled;

    Faults() {}

    /** Resets (RST) every connection, streams and SQL alike. */
    public void reset() {
        clients.forEach(Wire::reset);
    }

    /** Ends (FIN) every connection. */
    public void end() {
        clients.forEach(Wire::close);
    }

    /** Resets the streams only. */
    public void resetStreams() {
        streams.forEach(Wire::reset);
    }

    /** Ends the streams only, as a server in shutdown does but without a word. */
    public void endStreams() {
        streams.forEach(Wire::close);
    }

    /** Resets the stream that sends its {@code frames}-th frame from now, before that frame. */
    public void resetAfterFrames(long frames) {
        framesLeft.set(frames);
    }

    /** Sends nothing more and reads nothing more, connections left open, until {@link #resume()}. */
    public void stall() {
        synchronized (gate) {
            stalled = true;
        }
    }

    public void resume() {
        synchronized (gate) {
            stalled = false;
            gate.notifyAll();
        }
    }

    /** Waits that long before each frame. */
    public void delayFrames(Duration delay) {
        frameDelay.set(delay);
    }

    /** Changes the payload of the next frame on its way. */
    public void corruptNextFrame(UnaryOperator<byte[]> change) {
        corruption.set(change);
    }

    /** Sends the first half of the next frame, then resets the stream. */
    public void cutNextFrame() {
        half.set(true);
    }

    /** Sends a warning and, as a walsender does behind one, ReadyForQuery inside the copy. */
    public void warnInsideCopy() {
        notice.set(true);
    }

    /** Sends a keepalive now that names this position. */
    public void keepaliveAt(long walEnd) {
        keepalive.set(walEnd);
    }

    /** Accepts no new connection (each is closed at once) until called with false. */
    public void refuseConnections(boolean refuse) {
        refusing.set(refuse);
    }

    /** Frames sent on all streams so far. */
    public long framesSent() {
        return framesSent.get();
    }

    /** Streams being sent now. */
    public int openStreams() {
        return streams.size();
    }

    boolean refusesConnections() {
        return refusing.get();
    }

    void connected(Wire client) {
        clients.add(client);
    }

    void streaming(Wire client) {
        streams.add(client);
    }

    void disconnected(Wire client) {
        clients.remove(client);
        streams.remove(client);
    }

    /** Waits while the link is stalled. */
    void passGate() throws IOException {
        synchronized (gate) {
            while (stalled) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("stopped while stalled", e);
                }
            }
        }
    }

    boolean takeWarning() {
        return notice.getAndSet(false);
    }

    /** The position a test wants in a keepalive, or 0. */
    long takeKeepalive() {
        return keepalive.getAndSet(0);
    }

    /** Writes the CopyData message of a frame, or what the faults leave of it. */
    void write(Wire client, byte[] header, byte[] payload) throws IOException {
        passGate();
        Duration delay = frameDelay.get();
        if (!delay.isZero()) {
            client.flush();
            LockSupport.parkNanos(delay.toNanos());
        }
        if (framesLeft.getAndUpdate(n -> n == Long.MAX_VALUE ? n : n - 1) <= 0) {
            framesLeft.set(Long.MAX_VALUE);
            client.flush();
            client.reset();
            throw new IOException("cut by a test");
        }
        UnaryOperator<byte[]> change = corruption.getAndSet(null);
        byte[] content = change == null ? payload : change.apply(payload);
        byte[] head =
                new Body().int8('d').int32(4 + header.length + content.length).raw(header).bytes();
        client.putRaw(head, 0, head.length);
        if (half.getAndSet(false)) {
            client.putRaw(content, 0, content.length / 2);
            client.flush();
            client.reset();
            throw new IOException("cut by a test inside a frame");
        }
        client.putRaw(content, 0, content.length);
        framesSent.incrementAndGet();
    }
}
