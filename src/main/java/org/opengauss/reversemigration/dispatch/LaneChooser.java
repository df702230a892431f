package org.opengauss.reversemigration.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.opengauss.reversemigration.model.TableName;

/**
 * Decides which lane a chunk goes to and which earlier chunk it must wait for, so that rows that could meet keep their
 * order. A conflict key is the whole table here: coarser than rows, hence safe. Used by the dispatcher only.
 *
 * <p>A chunk joins the lane of the latest chunk in flight it shares a table with (the lane's order is then all it needs)
 * and waits for the latest such chunk on any other lane. Lanes are emptied in sequence order, and a chunk waits for
 * earlier ones only, so the earliest unfinished chunk can always run: no deadlock.
 */
public final class LaneChooser {
    /** Nothing to wait for. */
    public static final long NONE = -1;

    private final int lanes;
    private final Map<TableName, Use> lastUse = new HashMap<>();
    private long barrier = NONE;

    /** @param waitsFor sequence that must have committed before the chunk executes, or {@link #NONE} */
    public record Choice(int lane, long waitsFor) {}

    private record Use(long sequence, int lane) {}

    public LaneChooser(int lanes) {
        this.lanes = lanes;
    }

    /**
     * @param committed highest sequence that has committed
     * @param load what each lane has queued, to choose the shortest where there is no conflict
     */
    public Choice choose(
            long sequence, Set<TableName> tables, long committed, IntToLongFunction load) {
        int lane = laneFor(tables, committed, load);
        long waitsFor = barrier > committed ? barrier : NONE;
        for (TableName table : tables) {
            Use use = lastUse.get(table);
            if (use != null && use.lane != lane && use.sequence > committed) {
                waitsFor = Math.max(waitsFor, use.sequence);
            }
        }
        for (TableName table : tables) {
            lastUse.put(table, new Use(sequence, lane));
        }
        return new Choice(lane, waitsFor);
    }

    /** The lane a chunk over these tables would go to now; changes nothing. */
    public int laneFor(Set<TableName> tables, long committed, IntToLongFunction load) {
        Use latest = null;
        for (TableName table : tables) {
            Use use = lastUse.get(table);
            if (use != null
                    && use.sequence > committed
                    && (latest == null || use.sequence > latest.sequence)) {
                latest = use;
            }
        }
        return latest == null ? shortest(load) : latest.lane;
    }

    /** Work that conflicts with everything: whatever is chosen later waits for it. Goes to the shortest lane. */
    public int chooseBarrier(long sequence, IntToLongFunction load) {
        barrier = sequence;
        return shortest(load);
    }

    private int shortest(IntToLongFunction load) {
        int best = 0;
        for (int lane = 1; lane < lanes; lane++) {
            if (load.applyAsLong(lane) < load.applyAsLong(best)) {
                best = lane;
            }
        }
        return best;
    }
}
