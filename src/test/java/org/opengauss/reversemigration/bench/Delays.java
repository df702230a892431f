package org.opengauss.reversemigration.bench;

import java.util.Arrays;

/** Many delays and their percentiles. One thread. */
final class Delays {
    private long[] nanos = new long[1024];
    private int count;

    void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
    }

    int count() {
        return count;
    }

    /** The delay that this part of them does not exceed, in milliseconds; NaN if there are none. */
    double percentile(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (part * count))] / 1e6;
    }
}
