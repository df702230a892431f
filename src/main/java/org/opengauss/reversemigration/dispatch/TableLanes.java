package org.opengauss.reversemigration.dispatch;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives each table a lane, for as long as the session lasts: at first sight the one that got the fewest rows so far. Used
 * by the dispatcher only.
 */
public final class TableLanes {
    private final Map<Long, Integer> laneOf = new HashMap<>();
    private final long[] rows;
    private final int[] tables;

    public TableLanes(int lanes) {
        this.rows = new long[lanes];
        this.tables = new int[lanes];
    }

    /** @param table id of the MySQL table: source tables that go to the same one share its lane */
    public int laneOf(long table) {
        Integer known = laneOf.get(table);
        if (known != null) {
            return known;
        }
        int lane = emptiest();
        laneOf.put(table, lane);
        tables[lane]++;
        return lane;
    }

    public void sent(int lane, int rowsMore) {
        rows[lane] += rowsMore;
    }

    private int emptiest() {
        int best = 0;
        for (int lane = 1; lane < rows.length; lane++) {
            if (rows[lane] < rows[best]
                    || rows[lane] == rows[best] && tables[lane] < tables[best]) {
                best = lane;
            }
        }
        return best;
    }
}
