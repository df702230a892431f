package org.opengauss.reversemigration.dispatch;

import java.time.Duration;

/**
 * Says how many rows a chunk may hold so that MySQL takes about the target time for it: a moving average of the time a
 * row took. Thread-safe.
 */
public final class ChunkSizer {
    private static final int FIRST_GUESS_ROWS = 512;
    private static final double WEIGHT_OF_NEW = 0.3;

    private final long targetNanos;
    private final int maxRows;
    private double nanosPerRow;
    private volatile int rowLimit;

    public ChunkSizer(Duration target, int maxRows) {
        this.targetNanos = target.toNanos();
        this.maxRows = maxRows;
        this.rowLimit = Math.min(FIRST_GUESS_ROWS, maxRows);
    }

    public int rowLimit() {
        return rowLimit;
    }

    /** A chunk of {@code rows} took {@code nanos} from its first statement to the answer of its COMMIT. */
    public synchronized void applied(int rows, long nanos) {
        if (rows == 0) {
            return;
        }
        double sample = (double) nanos / rows;
        nanosPerRow =
                nanosPerRow == 0 ? sample : nanosPerRow + WEIGHT_OF_NEW * (sample - nanosPerRow);
        double fitting = targetNanos / Math.max(nanosPerRow, 1);
        // at most doubled a step: one lucky chunk must not make a giant
        rowLimit =
                (int)
                        Math.max(
                                16,
                                Math.min(
                                        maxRows,
                                        Math.min(fitting, 2.0 * Math.max(rowLimit, rows))));
    }
}
