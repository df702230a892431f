package org.opengauss.reversemigration.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.source.SlotStream;

/**
 * The slot-reader: the only thread that touches the stream. It reads ahead as far as the byte budget allows and, whatever
 * the rest of the pipeline does, answers the server and confirms the watermark on time.
 */
final class SlotReader {
    private static final int MAX_FRAMES = 512;
    private static final int MAX_BYTES = 256 << 10;
    private static final long CONFIRM_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STATUS_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SHORTEST_PARK_NANOS = 100_000;
    private static final long LONGEST_PARK_NANOS = 2_000_000;

    private final SlotStream stream;
    private final SessionParts parts;
    private final boolean keepalivesTellPosition;
    private Lsn confirmed;
    private Lsn lastIdle;
    private long lastConfirmNanos = System.nanoTime();
    private long lastIdleNanos = System.nanoTime();

    /** @param keepalivesTellPosition serial streams only: elsewhere keepalives run ahead of unsent rows */
    SlotReader(SlotStream stream, SessionParts parts, boolean keepalivesTellPosition) {
        this.stream = stream;
        this.parts = parts;
        this.keepalivesTellPosition = keepalivesTellPosition;
        this.confirmed = parts.watermark().lsn();
        this.lastIdle = confirmed;
    }

    /** Until a stop is requested; then {@link #drain} has to follow. */
    void read() throws InterruptedException {
        long park = SHORTEST_PARK_NANOS;
        while (!parts.stop().requested()) {
            parts.failure().check();
            if (pollFrames()) {
                park = SHORTEST_PARK_NANOS;
            } else {
                noteIdlePosition();
                LockSupport.parkNanos(park);
                park = Math.min(LONGEST_PARK_NANOS, park * 2);
            }
            confirmWhenDue();
        }
        parts.inbox().put(new InboxItem.End());
    }

    /** Keeps the server informed until {@code drained}, then confirms the last watermark. */
    void drain(java.util.function.BooleanSupplier drained) throws InterruptedException {
        while (!drained.getAsBoolean()) {
            parts.failure().check();
            confirmWhenDue();
            LockSupport.parkNanos(LONGEST_PARK_NANOS);
        }
        confirm();
    }

    private boolean pollFrames() throws InterruptedException {
        Optional<Frame> frame = stream.poll();
        if (frame.isEmpty()) {
            return false;
        }
        List<Frame> frames = new ArrayList<>();
        long bytes = 0;
        while (frame.isPresent()) {
            frames.add(frame.get());
            bytes += frame.get().length();
            // who waits for rows gets each at once: another poll may take a millisecond
            boolean waitedFor = parts.inbox().isEmpty();
            boolean isFull = frames.size() >= MAX_FRAMES || bytes >= MAX_BYTES;
            frame = waitedFor || isFull ? Optional.empty() : stream.poll();
        }
        parts.progress().received(frames.get(frames.size() - 1).header(), bytes);
        while (!parts.budget()
                .tryAcquire(bytes, 100)) { // full: keep the server informed, then try again
            parts.failure().check();
            confirmWhenDue();
            if (parts.stop().requested()) {
                return true; // unconfirmed, so the slot will send it again
            }
        }
        parts.inbox().put(new InboxItem.Frames(frames, bytes));
        return true;
    }

    private void noteIdlePosition() {
        if (!keepalivesTellPosition || System.nanoTime() - lastIdleNanos < IDLE_INTERVAL_NANOS) {
            return;
        }
        lastIdleNanos = System.nanoTime();
        Lsn decoded = stream.lastReceived();
        if (decoded.isAfter(lastIdle) && decoded.isAfter(parts.watermark().lsn())) {
            lastIdle = decoded;
            parts.inbox().put(new InboxItem.IdlePosition(decoded));
        }
    }

    private void confirmWhenDue() {
        long sinceLast = System.nanoTime() - lastConfirmNanos;
        boolean moved = parts.watermark().lsn().isAfter(confirmed);
        if (moved && sinceLast >= CONFIRM_INTERVAL_NANOS || sinceLast >= STATUS_INTERVAL_NANOS) {
            confirm();
        }
    }

    private void confirm() {
        confirmed = parts.watermark().lsn();
        stream.confirm(confirmed);
        parts.progress().confirmed(confirmed);
        lastConfirmNanos = System.nanoTime();
    }
}
