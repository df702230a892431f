package org.opengauss.reversemigration.dispatch;

import java.util.function.LongSupplier;

/**
 * Measures what work MySQL had with a chunk while it worked on several: time passes for each of them as one part of as
 * many as are under way, so that sixteen writers do not make each other look sixteen times slower. Thread-safe.
 */
public final class ExecutionClock {
    private final LongSupplier nanoClock;
    private long lastNanos;
    private int underWay;
    private double shareNanos;

    public ExecutionClock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Work begins; the answer is for {@link #end}. */
    public synchronized double begin() {
        advance();
        underWay++;
        return shareNanos;
    }

    /** Work that began at {@code began} is done; says its part of the time in nanoseconds. */
    public synchronized long end(double began) {
        advance();
        underWay--;
        return (long) (shareNanos - began);
    }

    private void advance() {
        long now = nanoClock.getAsLong();
        if (underWay > 0) {
            shareNanos += (double) (now - lastNanos) / underWay;
        }
        lastNanos = now;
    }
}
