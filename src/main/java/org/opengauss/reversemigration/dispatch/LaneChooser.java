package org.opengauss.reversemigration.dispatch;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Decides which lane a chunk goes to. Any lane is right, because rows that could meet wait for each other by sequence;
 * this only keeps writers from waiting without need. Used by the dispatcher only.
 *
 * <p>A chunk that is nearly all late queues behind the chunk it waits for, unless that lane is full; all else goes to the
 * shortest lane, of equal ones to that whose last chunk is the oldest, because commits are ordered and so it is the next
 * to run empty. Lanes are emptied in sequence order, and a chunk waits for earlier ones only, so the earliest unfinished
 * chunk can always run: no deadlock.
 */
public final class LaneChooser {
    private final long[] lastOfLane;

    /** Lane of a sequence, for as many as can be in flight at once. */
    private final int[] laneOf;

    private final int fullLoad;

    /** @param fullLoad what a lane may hold, queued or under way */
    public LaneChooser(int lanes, int fullLoad) {
        this.fullLoad = fullLoad;
        lastOfLane = new long[lanes];
        Arrays.fill(lastOfLane, Lateness.NONE);
        laneOf = new int[Integer.highestOneBit(lanes * (fullLoad + 1)) * 2];
    }

    /**
     * @param load what each lane has queued or under way
     * @param committed highest sequence that has committed
     */
    public int choose(Chunk chunk, IntUnaryOperator load, long committed) {
        long after = chunk.lateness().after();
        if (chunk.isMostlyLate() && after > committed) {
            int behind = laneOf[slot(after)];
            if (load.applyAsInt(behind) < fullLoad) {
                return chosen(chunk.sequence(), behind);
            }
        }
        return shortest(chunk.sequence(), load);
    }

    /** For work that waits for nothing, or for everything. */
    public int shortest(long sequence, IntUnaryOperator load) {
        int best = 0;
        int least = load.applyAsInt(0);
        for (int lane = 1; lane < lastOfLane.length; lane++) {
            int here = load.applyAsInt(lane);
            if (here < least || here == least && lastOfLane[lane] < lastOfLane[best]) {
                best = lane;
                least = here;
            }
        }
        return chosen(sequence, best);
    }

    private int chosen(long sequence, int lane) {
        lastOfLane[lane] = sequence;
        laneOf[slot(sequence)] = lane;
        return lane;
    }

    private int slot(long sequence) {
        return (int) sequence & laneOf.length - 1;
    }
}
