package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.StreamOptions.Style;

/**
 * Frames of a real server, read from a file: gzip of 8 bytes header LSN, 4 bytes length, payload. Serves them to streams
 * of the same mode, skipping transactions by the server's rule as far as the recording tells commit positions.
 */
final class RecordedStream {
    private static final int FRAMES_A_ROUND = 1000;

    private final Path file;
    private final List<Frame> frames;
    private final RecordedMode mode;

    private RecordedStream(Path file, List<Frame> frames) {
        this.file = file;
        this.frames = frames;
        this.mode = RecordedMode.of(frames);
    }

    static RecordedStream open(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            while (true) {
                Lsn header;
                try {
                    header = new Lsn(in.readLong());
                } catch (EOFException e) {
                    return new RecordedStream(file, frames);
                }
                frames.add(new Frame(header, in.readNBytes(in.readInt())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recorded stream " + file, e);
        }
    }

    List<Frame> frames() {
        return frames;
    }

    /** Where the slot stood before the first transaction. */
    Lsn origin() {
        Frame first = frames.get(0);
        return mode.style() == Style.BINARY
                ? BinaryRecords.of(first.payload()).get(0).lsn()
                : first.header();
    }

    /** Position of the last commit. */
    Lsn end() {
        Frame last = frames.get(frames.size() - 1);
        if (mode.style() != Style.BINARY) {
            return last.header();
        }
        List<BinaryRecords.Record> records = BinaryRecords.of(last.payload());
        return records.get(records.size() - 1).lsn();
    }

    Feed feed(Lsn from, StreamOptions options) throws ServerError {
        if (!mode.fits(options)) {
            throw new ServerError(
                    "0A000",
                    "this stand-in replays %s, recorded as %s; asked was parallel-decode-num %d, decode-style %s, sending-batch %d"
                            .formatted(
                                    file.getFileName(),
                                    mode,
                                    options.decoders(),
                                    options.style(),
                                    options.batched() ? 1 : 0));
        }
        return new Reel(
                mode.style() == Style.BINARY ? binaryFrom(from) : textFrom(from),
                options.isSerial() ? from : end());
    }

    /** One message a frame: from the BEGIN of the first transaction that is not skipped. */
    private List<Frame> textFrom(Lsn from) {
        int begin = 0;
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            if (startsWith(frame.payload(), "BEGIN")) {
                begin = i;
            } else if (isCommit(frame.payload()) && !mode.skips(frame.header(), from)) {
                return frames.subList(begin, frames.size());
            }
        }
        return List.of();
    }

    /** Many records a frame: the first frame is cut at the first transaction that is not skipped. */
    private List<Frame> binaryFrom(Lsn from) {
        int beginFrame = 0;
        int beginOffset = 0;
        for (int i = 0; i < frames.size(); i++) {
            for (BinaryRecords.Record record : BinaryRecords.of(frames.get(i).payload())) {
                if (record.tag() == 'B') {
                    beginFrame = i;
                    beginOffset = record.offset();
                } else if (record.tag() == 'C' && !mode.skips(record.lsn(), from)) {
                    List<Frame> rest = new ArrayList<>(frames.subList(beginFrame, frames.size()));
                    Frame first = rest.get(0);
                    byte[] tail =
                            java.util.Arrays.copyOfRange(
                                    first.payload(), beginOffset, first.payload().length);
                    rest.set(0, new Frame(first.header(), tail));
                    return rest;
                }
            }
        }
        return List.of();
    }

    private static boolean isCommit(byte[] payload) {
        return startsWith(payload, "COMMIT") || startsWith(payload, "commit");
    }

    private static boolean startsWith(byte[] payload, String word) {
        byte[] bytes = word.getBytes(UTF_8);
        return payload.length >= bytes.length
                && java.util.Arrays.equals(payload, 0, bytes.length, bytes, 0, bytes.length);
    }

    /** How a recording was made, as far as its bytes show. */
    private record RecordedMode(boolean serial, Style style, boolean batched) {
        static RecordedMode of(List<Frame> frames) {
            byte[] first = frames.get(0).payload();
            if (startsWith(first, "BEGIN CSN:")) {
                return new RecordedMode(false, parallelStyle(frames), false);
            }
            if (startsWith(first, "BEGIN")) {
                return new RecordedMode(true, Style.JSON, false);
            }
            return new RecordedMode(false, Style.BINARY, BinaryRecords.of(first).size() > 1);
        }

        /** By the first row; BEGIN and commit look the same in both. */
        private static Style parallelStyle(List<Frame> frames) {
            return frames.stream()
                    .map(Frame::payload)
                    .filter(payload -> !startsWith(payload, "BEGIN") && !isCommit(payload))
                    .findFirst()
                    .filter(payload -> payload[0] != '{')
                    .map(payload -> Style.TEXT)
                    .orElse(Style.JSON);
        }

        boolean fits(StreamOptions options) {
            return serial == options.isSerial()
                    && style == options.style()
                    && batched == options.batched();
        }

        /** Commit starts are compared where recorded, else commit ends: the end of one is below the next start. */
        boolean skips(Lsn commit, Lsn from) {
            boolean namesStart = !serial && style != Style.BINARY && !batched;
            return namesStart ? commit.isBefore(from) : !commit.isAfter(from);
        }

        @Override
        public String toString() {
            return (serial ? "serial" : "parallel " + style) + (batched ? " batched" : "");
        }
    }

    /** The frames on their way to one client; used by the sending thread. */
    private static final class Reel implements Feed {
        private final List<Frame> frames;
        private final CountDownLatch closed = new CountDownLatch(1);
        private Lsn walEnd;
        private int next;

        Reel(List<Frame> frames, Lsn walEnd) {
            this.frames = frames;
            this.walEnd = walEnd;
        }

        @Override
        public void advance(FrameSink sink, int timeoutMillis) throws IOException {
            if (next == frames.size()) {
                try {
                    closed.await(timeoutMillis, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("stopped", e);
                }
            }
            for (int i = 0; i < FRAMES_A_ROUND && next < frames.size(); i++) {
                Frame frame = frames.get(next++);
                walEnd = Lsn.max(walEnd, frame.header());
                sink.frame(frame.header().value(), frame.payload());
            }
        }

        @Override
        public boolean hasMore() {
            return next < frames.size();
        }

        @Override
        public Lsn walEnd() {
            return walEnd;
        }

        @Override
        public void confirmed(Lsn position) {}

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
