package org.opengauss.reversemigration.standin;

import java.io.ByteArrayOutputStream;

/**
 * Puts messages into frames and gives the frames their header LSN, which means something else in each mode: in serial a
 * message's own position and the commit's end, in parallel the highest position so far and the commit's start. In a
 * batch, and in style {@code b}, each message has its own LSN in front, which for a commit is its end.
 */
final class Outlet {
    private static final int FULL = 1 << 20;
    private static final long SECOND = 1_000_000_000L;

    private final StreamOptions options;
    private final int full;
    private final boolean binary;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private boolean started;
    private long highest;
    private long commitOfOpening;
    private long lastOutput;

    Outlet(StreamOptions options) {
        this(options, FULL);
    }

    /** A batch is sent when it is larger than {@code full} bytes. */
    Outlet(StreamOptions options, int full) {
        this.options = options;
        this.full = full;
        binary = options.style() == StreamOptions.Style.BINARY;
        lastOutput = System.nanoTime();
    }

    void begin(long firstLsn, OpenTransaction transaction, byte[] message, FrameSink sink) {
        // the first message of a parallel stream carries its own commit's start, the later ones the
        // highest sent
        long parallel = started ? highest : transaction.commitStart;
        long serial = options.skipEmptyXacts() ? 0 : firstLsn;
        started = true;
        put(options.isSerial() ? serial : parallel, firstLsn, transaction, message, sink);
    }

    void row(long lsn, OpenTransaction transaction, byte[] message, FrameSink sink) {
        highest = Math.max(highest, lsn);
        put(options.isSerial() ? lsn : highest, lsn, transaction, message, sink);
    }

    void commit(long end, OpenTransaction transaction, byte[] message, FrameSink sink) {
        highest = transaction.commitStart;
        put(options.isSerial() ? end : highest, end, transaction, message, sink);
    }

    private void put(
            long header, long ownLsn, OpenTransaction transaction, byte[] message, FrameSink sink) {
        if (!options.batched()) {
            sink.frame(header, binary ? record(ownLsn, message).int8('F').bytes() : message);
            return;
        }
        if (batch.size() == 0) {
            commitOfOpening = transaction.commitStart;
        } else if (binary) {
            batch.write('P');
        }
        batch.writeBytes(record(ownLsn, message).bytes());
        if (batch.size() > full) {
            flush(highest, binary ? new Body().int8('F') : new Body().int32(0), sink);
        }
    }

    private static Body record(long lsn, byte[] message) {
        return new Body().int32(8 + message.length).int64(lsn).raw(message);
    }

    private void flush(long header, Body end, FrameSink sink) {
        batch.writeBytes(end.bytes());
        byte[] frame = batch.toByteArray();
        batch.reset();
        lastOutput = System.nanoTime();
        sink.frame(header, frame);
    }

    /** Sends a batch that has waited a second. */
    void tick(long nowNanos, FrameSink sink) {
        if (batch.size() > 0 && nowNanos - lastOutput >= SECOND) {
            flush(
                    commitOfOpening,
                    binary ? new Body().int8('P').int32(0) : new Body().int32(0),
                    sink);
        }
    }
}
