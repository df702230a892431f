package org.opengauss.reversemigration.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.Tape;

/** A workload's whole stream in a file, messages as they go over the wire; made once and kept. Thread-safe. */
final class StreamFile implements Tape {
    /** Goes up when the bytes change, so that an older file is not taken. */
    private static final int FORM = 1;

    private static final int PAYLOAD = 30;

    private final Workload workload;
    private final int transactions;
    private final Path file;
    private final long[] offsets;

    private StreamFile(Workload workload, int transactions, Path file, long[] offsets) {
        this.workload = workload;
        this.transactions = transactions;
        this.file = file;
        this.offsets = offsets;
    }

    static StreamFile of(Workload workload, int transactions, Path folder) throws IOException {
        Path file =
                folder.resolve("%s-%d-%d.stream".formatted(workload.title(), transactions, FORM));
        if (!Files.exists(file)) {
            make(workload, transactions, file);
        }
        return new StreamFile(workload, transactions, file, offsets(file));
    }

    private static void make(Workload workload, int transactions, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            StreamRenderer renderer =
                    new StreamRenderer(workload, (bytes, length) -> write(out, bytes, length));
            workload.play(transactions, renderer);
            renderer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(OutputStream out, byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where each message begins, and the end of the file. */
    private static long[] offsets(Path file) throws IOException {
        List<Long> offsets = new ArrayList<>(List.of(0L));
        try (FileChannel in = FileChannel.open(file)) {
            ByteBuffer head = ByteBuffer.allocate(5);
            long at = 0;
            while (at < in.size()) {
                in.read(head.clear(), at);
                at += 1 + head.getInt(1);
                offsets.add(at);
            }
        }
        return offsets.stream().mapToLong(Long::longValue).toArray();
    }

    Path path() {
        return file;
    }

    long bytes() {
        return offsets[offsets.length - 1];
    }

    @Override
    public Lsn origin() {
        return new Lsn(StreamRenderer.ORIGIN);
    }

    @Override
    public Lsn end() {
        return new Lsn(StreamRenderer.commitEnd(workload, transactions - 1));
    }

    @Override
    public Reel from(Lsn position) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            long skipped = StreamRenderer.transactionsAt(workload, position.value());
            return new FileReel(channel, skipped >= transactions ? null : start(channel, skipped));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A place in the stream: a message, and the offset of a record in it. */
    private record Start(int message, int record) {}

    /** Looks for the begin of that transaction: the first begin at its position, messages found by halving. */
    private Start start(FileChannel channel, long transaction) throws IOException {
        long lsn = StreamRenderer.ORIGIN + transaction * StreamRenderer.stride(workload);
        for (int message = 0; message < offsets.length - 1; message++) {
            ByteBuffer bytes = read(channel, message);
            int at = PAYLOAD;
            while (at < bytes.limit()) {
                if (bytes.get(at + 12) == 'B' && bytes.getLong(at + 4) == lsn) {
                    return new Start(message, at);
                }
                at += 4 + bytes.getInt(at) + 1;
            }
        }
        throw new IOException("the stream " + file + " has no transaction at " + new Lsn(lsn));
    }

    private ByteBuffer read(FileChannel channel, int message) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (offsets[message + 1] - offsets[message]));
        fill(channel, bytes, offsets[message]);
        return bytes;
    }

    private static void fill(FileChannel channel, ByteBuffer to, long from) throws IOException {
        long at = from;
        while (to.hasRemaining()) {
            int count = channel.read(to, at);
            if (count < 0) {
                throw new IOException("the stream's file has become shorter");
            }
            at += count;
        }
        to.flip();
    }

    private final class FileReel implements Reel {
        private final FileChannel channel;
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 21);
        private int next;
        private int cut;

        /**
         * @param start null if there is nothing left
         */
        FileReel(FileChannel channel, Start start) {
            this.channel = channel;
            next = start == null ? offsets.length - 1 : start.message();
            cut = start == null ? PAYLOAD : start.record();
        }

        @Override
        public boolean hasMore() {
            return next < offsets.length - 1;
        }

        @Override
        public ByteBuffer next(int timeoutMillis) throws IOException {
            if (!hasMore()) {
                pause(timeoutMillis);
                return ByteBuffer.allocate(0);
            }
            int length = (int) (offsets[next + 1] - offsets[next]);
            fill(channel, buffer.clear().limit(length), offsets[next]);
            next++;
            if (cut > PAYLOAD) {
                // the head moves to where the first record that is wanted begins
                byte[] head = new byte[PAYLOAD];
                buffer.get(0, head);
                ByteBuffer.wrap(head).putInt(1, length - (cut - PAYLOAD) - 1);
                buffer.put(cut - PAYLOAD, head).position(cut - PAYLOAD);
                cut = PAYLOAD;
            }
            return buffer;
        }

        private void pause(int millis) throws IOException {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
