package org.opengauss.reversemigration.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.Tape;

/**
 * A workload's stream at a steady rate: each transaction is rendered when it is due, with that moment as its commit time.
 * Can be read once. Thread-safe.
 */
final class PacedTape implements Tape {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** Tells the generating thread that nobody reads any more. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Workload workload;
    private final int transactions;
    private final double perSecond;
    private final AtomicLongArray sent;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean finished;

    PacedTape(Workload workload, int transactions, double perSecond) {
        this.workload = workload;
        this.transactions = transactions;
        this.perSecond = perSecond;
        this.sent = new AtomicLongArray(transactions);
    }

    /** When the transaction of that number was sent, in {@code System.nanoTime()}; 0 if it was not yet. */
    long sentNanos(long transaction) {
        return sent.get((int) transaction);
    }

    /** Transactions sent so far. */
    int count() {
        return count.get();
    }

    /** Sends no more transactions. */
    void stop() {
        stopping = true;
    }

    /** Whether the last transaction has been sent: {@link #count} stays. */
    boolean isFinished() {
        return finished;
    }

    @Override
    public Lsn origin() {
        return new Lsn(StreamRenderer.ORIGIN);
    }

    @Override
    public Lsn end() {
        int last = count.get() - 1;
        return last < 0 ? origin() : new Lsn(StreamRenderer.commitEnd(workload, last));
    }

    @Override
    public Reel from(Lsn position) throws IOException {
        if (StreamRenderer.transactionsAt(workload, position.value()) > 0) {
            throw new IOException("a paced stream cannot be taken up again");
        }
        return new PacedReel();
    }

    private final class PacedReel implements Reel {
        private final BlockingQueue<ByteBuffer> made = new ArrayBlockingQueue<>(16);
        private final Thread maker = new Thread(this::make, "bench-pace");
        private volatile boolean closed;

        PacedReel() {
            maker.setDaemon(true);
            maker.start();
        }

        private void make() {
            try {
                StreamRenderer renderer = new StreamRenderer(workload, this::hand);
                workload.play(transactions, new Pacer(renderer));
                renderer.flush();
                finished = true;
            } catch (Ended e) {
                // nobody reads any more
            }
        }

        private void hand(byte[] bytes, int length) {
            try {
                made.put(ByteBuffer.wrap(Arrays.copyOf(bytes, length)));
            } catch (InterruptedException e) {
                throw new Ended();
            }
        }

        @Override
        public ByteBuffer next(int timeoutMillis) throws IOException {
            try {
                ByteBuffer next = made.poll(timeoutMillis, TimeUnit.MILLISECONDS);
                return next == null ? ByteBuffer.allocate(0) : next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", e);
            }
        }

        @Override
        public boolean hasMore() {
            return !made.isEmpty();
        }

        @Override
        public void close() {
            closed = true;
            maker.interrupt();
        }

        /** Lets a transaction pass when it is due; what was rendered before goes out first. */
        private final class Pacer implements Changes {
            private final StreamRenderer renderer;
            private final long beginNanos = System.nanoTime();
            private final long offset = System.currentTimeMillis() * 1_000_000L - beginNanos;

            Pacer(StreamRenderer renderer) {
                this.renderer = renderer;
            }

            @Override
            public boolean isFull() {
                return stopping;
            }

            @Override
            public void begin() {
                int next = count.get();
                long due = beginNanos + (long) (next * 1e9 / perSecond);
                long now = System.nanoTime();
                if (now < due) {
                    renderer.flush();
                    long wake = Math.max(due, now + SHORTEST_PAUSE);
                    while ((now = System.nanoTime()) < wake) {
                        LockSupport.parkNanos(wake - now);
                        if (closed) {
                            throw new Ended();
                        }
                    }
                }
                sent.set(next, now);
                renderer.at((now + offset) / 1_000);
                renderer.begin();
            }

            @Override
            public void insert(int table, Row row) {
                renderer.insert(table, row);
            }

            @Override
            public void update(int table, Row old, Row row) {
                renderer.update(table, old, row);
            }

            @Override
            public void delete(int table, Row old) {
                renderer.delete(table, old);
            }

            @Override
            public void commit() {
                renderer.commit();
                count.incrementAndGet();
            }
        }
    }
}
