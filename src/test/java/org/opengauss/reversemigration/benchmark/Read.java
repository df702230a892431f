package org.opengauss.reversemigration.benchmark;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What was read, shown beside each result as a rate per second. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Read {
    private long bytes;

    /** Rows read. */
    public long rows;

    @Setup(Level.Iteration)
    public void start() {
        bytes = 0;
        rows = 0;
    }

    /** Millions of bytes read. */
    public double megabytes() {
        return bytes / 1e6;
    }

    void add(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }
}
