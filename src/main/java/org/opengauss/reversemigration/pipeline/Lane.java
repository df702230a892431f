package org.opengauss.reversemigration.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ordered, bounded queue of work that one writer empties. Thread-safe. */
final class Lane {
    private static final int CHUNKS_AHEAD = 2;

    /** Work waiting and under way when no more can be put. */
    static final int FULL_LOAD = CHUNKS_AHEAD + 1;

    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private volatile boolean busy;

    void put(Work work, Failure failure) throws InterruptedException {
        while (!queue.offer(work, 100, TimeUnit.MILLISECONDS)) {
            failure.check();
        }
    }

    Work take(Failure failure) throws InterruptedException {
        return take(failure, () -> {});
    }

    /** @param whileIdle called now and then as long as there is nothing to take */
    Work take(Failure failure, Runnable whileIdle) throws InterruptedException {
        busy = false;
        while (true) {
            Work work = queue.poll(100, TimeUnit.MILLISECONDS);
            if (work != null) {
                busy = true;
                return work;
            }
            failure.check();
            whileIdle.run();
        }
    }

    /** Work waiting or under way. */
    int load() {
        return queue.size() + (busy ? 1 : 0);
    }
}
