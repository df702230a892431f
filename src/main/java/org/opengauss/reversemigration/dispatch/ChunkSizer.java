package org.opengauss.reversemigration.dispatch;

import java.time.Duration;

/**
 * Says how many rows a chunk may hold so that MySQL takes about the target time for it, from moving averages of the time
 * a row took and of what every chunk costs however small (the COMMIT). Thread-safe.
 *
 * <p>Where a COMMIT alone is slow the target stretches with it: else chunks would shrink until nothing moves.
 */
public final class ChunkSizer {
    private static final int FIRST_GUESS_ROWS = 512;
    private static final int FEWEST_ROWS = 16;
    private static final int COMMITS_IN_A_CHUNK = 4;
    private static final double WEIGHT_OF_NEW = 0.3;

    private final long targetNanos;
    private final int maxRows;
    private double nanosPerRow;
    private double commitNanos;
    private volatile int rowLimit;

    public ChunkSizer(Duration target, int maxRows) {
        this.targetNanos = target.toNanos();
        this.maxRows = maxRows;
        this.rowLimit = Math.min(FIRST_GUESS_ROWS, maxRows);
    }

    public int rowLimit() {
        return rowLimit;
    }

    /**
     * MySQL worked so long on a chunk.
     *
     * @param commitNanos of the COMMIT, or 0 where it travelled with the statements
     */
    public synchronized void applied(int rows, long executeNanos, long commitNanos) {
        if (executeNanos == 0) {
            return; // replayed plainly: that says nothing of the next chunk
        }
        if (commitNanos > 0) {
            noteCommit(commitNanos);
        } else if (rows <= FEWEST_ROWS) {
            noteCommit(executeNanos);
        }
        double target = Math.max(targetNanos, COMMITS_IN_A_CHUNK * this.commitNanos);
        // a small chunk tells little about rows, unless even so it took too long
        if (2 * rows < rowLimit && (rows <= FEWEST_ROWS || executeNanos < target)) {
            return;
        }
        double rowsAlone =
                commitNanos > 0
                        ? executeNanos
                        : Math.max(executeNanos - this.commitNanos, executeNanos / 4.0);
        nanosPerRow = average(nanosPerRow, rowsAlone / rows);
        double fitting = (target - this.commitNanos) / Math.max(nanosPerRow, 1);
        // at most doubled a step: one lucky chunk must not make a giant
        double next = Math.min(fitting, 2.0 * rowLimit);
        rowLimit = (int) Math.max(Math.min(FEWEST_ROWS, maxRows), Math.min(maxRows, next));
    }

    private void noteCommit(long nanos) {
        commitNanos = average(commitNanos, nanos);
    }

    private static double average(double earlier, double sample) {
        return earlier == 0 ? sample : earlier + WEIGHT_OF_NEW * (sample - earlier);
    }
}
