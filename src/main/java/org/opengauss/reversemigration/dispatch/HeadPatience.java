package org.opengauss.reversemigration.dispatch;

import java.time.Duration;

/**
 * How long the head of line may execute until it is taken to wait for a lock that a later chunk holds. InnoDB cannot see
 * that: the later chunk waits for its turn, not for a lock. Pure arithmetic over times passed in; not thread-safe.
 *
 * <p>Some times what a chunk took lately, but short enough that the later chunk gives way before the head runs into
 * {@code innodb_lock_wait_timeout}. A head that goes on executing although all others have let go was merely slow: then
 * patience doubles, beyond that bound too, and comes back by half each half minute.
 */
public final class HeadPatience {
    private static final long SHORTEST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long HALVING_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int TIMES_USUAL = 4;
    private static final int MOST_DOUBLINGS = 6;
    private static final double WEIGHT_OF_NEW = 0.1;

    private final long longestNanos;
    private double usualNanos;
    private int doublings;
    private long lastInVainNanos;

    /** @param lockWait {@code innodb_lock_wait_timeout} of the writers */
    public HeadPatience(Duration lockWait) {
        this.longestNanos = Math.max(SHORTEST_NANOS, lockWait.toNanos() * 3 / 4);
    }

    /** A chunk executed for so long, with nobody asked to yield: remembers high ones for some chunks. */
    void executed(long nanos) {
        usualNanos = Math.max(nanos, usualNanos + WEIGHT_OF_NEW * (nanos - usualNanos));
    }

    /** The head was done so long after all others had been asked to yield. */
    void yieldEnded(long nanosSince, long now) {
        if (nanosSince > usualNanos + SHORTEST_NANOS) {
            doublings = Math.min(MOST_DOUBLINGS, doublings(now) + 1);
            lastInVainNanos = now;
        }
    }

    long nanos(long now) {
        long usual =
                Math.min(longestNanos, Math.max(SHORTEST_NANOS, (long) (TIMES_USUAL * usualNanos)));
        return usual << doublings(now);
    }

    private int doublings(long now) {
        return doublings == 0
                ? 0
                : (int) Math.max(0, doublings - (now - lastInVainNanos) / HALVING_NANOS);
    }
}
