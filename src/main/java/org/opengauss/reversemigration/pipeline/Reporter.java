package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import org.opengauss.reversemigration.status.Progress;
import org.opengauss.reversemigration.status.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reporter thread: one status line per interval, rendered from one snapshot. */
final class Reporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("status");

    private final String slot;
    private final Progress progress;
    private final Duration interval;
    private final StopSignal stop = new StopSignal();
    private final Thread thread;
    private volatile ByteBudget budget = new ByteBudget(0);

    Reporter(String slot, Progress progress, Duration interval) {
        this.slot = slot;
        this.progress = progress;
        this.interval = interval;
        this.thread = new Thread(this::run, ThreadNames.of(slot, "reporter"));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The budget of the session under way. */
    void watch(ByteBudget next) {
        budget = next;
    }

    private void run() {
        Snapshot earlier = snapshot();
        long earlierNanos = System.nanoTime();
        try {
            while (!stop.await(interval)) {
                Snapshot now = snapshot();
                long nowNanos = System.nanoTime();
                LOG.info(now.line(slot, earlier, (nowNanos - earlierNanos) / 1e9));
                earlier = now;
                earlierNanos = nowNanos;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Snapshot snapshot() {
        ByteBudget current = budget;
        long inFlight = current.used();
        return progress.snapshot(
                System.currentTimeMillis() * 1000, inFlight > 0, inFlight, current.capacity());
    }

    @Override
    public void close() {
        stop.request();
    }
}
