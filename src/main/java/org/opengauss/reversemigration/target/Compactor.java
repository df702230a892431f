package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Arrays;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.TableName;

/**
 * The net effect of a run of changes on a table with one unique index: at most one change a key. Hashes find the keys
 * that MySQL may take for equal; of those only such with the very bytes of the source are one key. Used by one thread.
 */
final class Compactor {
    /** Takes the net effect: deletes, absent rows, updates, inserts. */
    interface Sink {
        /**
         * The run made a row and removed it again, so none of its key may be there. If one is, the source had two for a
         * while (a deferrable constraint), and nobody can tell which of them went.
         *
         * @param row any image that carries the key
         */
        void absent(Row row) throws SQLException, Verdict;

        void delete(Row old) throws SQLException, Verdict;

        /** The row keeps its key. */
        void update(Row old, Row now) throws SQLException, Verdict;

        void insert(Row row) throws SQLException, Verdict;
    }

    private static final int NONE = -1;

    /** MySQL may take the key for equal to one with other bytes. */
    private static final int UNSURE = -2;

    private final StatementWriter writer;
    private TableName table;

    /** Of the row looked for last. */
    private long hash;

    /** Open addressing: number of the key + 1, or 0. */
    private int[] slots = new int[64];

    private int size;
    private long[] hashes = new long[32];

    /** The image that named the row as it was before the run; null where the run made it. */
    private Row[] before = new Row[32];

    /** The row as it is after the run; null where it is gone. */
    private Row[] after = new Row[32];

    /** Any image that carries the key, and where in it. */
    private Row[] keys = new Row[32];

    private int[][] places = new int[32][];

    Compactor(StatementWriter writer) {
        this.writer = writer;
    }

    /**
     * Takes the changes {@code [from, to)}, none of them a TRUNCATE.
     *
     * @return false where they must be executed one by one: the table is not of that kind, an image lacks columns, or
     *     the changes contradict each other, which is for MySQL to say
     */
    boolean take(TableChanges changes, int from, int to) throws SQLException {
        table = changes.table();
        clear(to - from);
        for (int i = from; i < to; i++) {
            if (!take(changes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean take(Change change) throws SQLException {
        return switch (change.operation()) {
            case INSERT -> {
                TablePlan plan = writer.plan(table, change.newRow());
                yield hasKey(change.newRow(), plan) && insert(change.newRow(), plan);
            }
            case UPDATE -> update(change);
            case DELETE -> {
                Row old = change.oldRow().orElseThrow();
                TablePlan plan = writer.plan(table, old);
                yield hasKey(old, plan) && remove(find(old, plan), old, plan);
            }
        };
    }

    private boolean insert(Row row, TablePlan plan) {
        int key = find(row, plan);
        if (key == NONE) {
            put(null, row, row, plan);
            return true;
        }
        if (key == UNSURE || after[key] != null || before[key] != null && !isWhole(row, plan)) {
            return false;
        }
        after[key] = row;
        return true;
    }

    private boolean update(Change change) throws SQLException {
        Row old = change.oldRow().orElseThrow();
        Row now = change.newRow();
        TablePlan oldPlan = writer.plan(table, old);
        TablePlan plan = writer.plan(table, now);
        if (!hasKey(old, oldPlan) || !hasKey(now, plan)) {
            return false;
        }
        int key = find(old, oldPlan);
        if (key == UNSURE) {
            return false;
        }
        if (key != NONE) {
            if (after[key] == null) {
                return false;
            }
            now = UnchangedValues.taken(now, after[key]);
            if (now == null) {
                return false;
            }
        }
        if (!areEqual(old, oldPlan.uniqueKey(), now, plan.uniqueKey())) {
            return isWhole(now, plan) && remove(key, old, oldPlan) && insert(now, plan);
        }
        if (key == NONE) {
            put(old, now, old, oldPlan);
        } else {
            after[key] = now;
        }
        return true;
    }

    private boolean remove(int key, Row old, TablePlan plan) {
        if (key == NONE) {
            put(old, null, old, plan);
            return true;
        }
        if (key == UNSURE) {
            return false;
        }
        boolean wasThere = after[key] != null;
        after[key] = null;
        return wasThere;
    }

    private static boolean hasKey(Row row, TablePlan plan) {
        return plan.lists().isCompactable() && StatementWriter.hasValues(row, plan.uniqueKey());
    }

    /** Whether a row made from this image has nothing of a row that was there before. */
    private static boolean isWhole(Row row, TablePlan plan) {
        return plan.lists().coversTable() && !UnchangedValues.areIn(row);
    }

    /** Hands over the net effect of what was taken. */
    void giveTo(Sink sink) throws SQLException, Verdict {
        for (int i = 0; i < size; i++) {
            if (after[i] == null && before[i] != null) {
                sink.delete(before[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            if (after[i] == null && before[i] == null) {
                sink.absent(keys[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            if (after[i] != null && before[i] != null) {
                sink.update(before[i], after[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            if (before[i] == null && after[i] != null) {
                sink.insert(after[i]);
            }
        }
    }

    /** Forgets all rows, which else would stay on the heap. */
    void clear() {
        Arrays.fill(before, 0, size, null);
        Arrays.fill(after, 0, size, null);
        Arrays.fill(keys, 0, size, null);
        Arrays.fill(places, 0, size, null);
        size = 0;
    }

    private void clear(int changes) {
        clear();
        int wanted = Integer.highestOneBit(Math.max(32, 2 * changes)) << 1;
        if (slots.length < wanted || slots.length > 16 * wanted) {
            slots = new int[wanted];
        } else {
            Arrays.fill(slots, 0);
        }
    }

    /** The number of the row's key, {@link #NONE}, or {@link #UNSURE}. */
    private int find(Row row, TablePlan plan) {
        int[] at = plan.uniqueKey();
        hash = plan.indexKeys()[0].hash(row);
        if (hash == IndexKey.UNKNOWN) {
            return UNSURE;
        }
        int mask = slots.length - 1;
        for (int slot = slot(hash, mask); slots[slot] != 0; slot = slot + 1 & mask) {
            int key = slots[slot] - 1;
            if (hashes[key] == hash) {
                return areEqual(keys[key], places[key], row, at) ? key : UNSURE;
            }
        }
        return NONE;
    }

    /** Behind {@link #find} of the same row, which found none. */
    private void put(Row old, Row now, Row named, TablePlan plan) {
        if (size == hashes.length) {
            grow();
        }
        hashes[size] = hash;
        before[size] = old;
        after[size] = now;
        keys[size] = named;
        places[size] = plan.uniqueKey();
        int mask = slots.length - 1;
        int slot = slot(hash, mask);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            spread(); // an UPDATE that changes its key brings two
        }
    }

    private void grow() {
        int larger = 4 * size;
        hashes = Arrays.copyOf(hashes, larger);
        before = Arrays.copyOf(before, larger);
        after = Arrays.copyOf(after, larger);
        keys = Arrays.copyOf(keys, larger);
        places = Arrays.copyOf(places, larger);
    }

    private void spread() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = slot(hashes[i], mask);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }

    private static int slot(long hash, int mask) {
        return (int) (hash ^ hash >>> 32) & mask;
    }

    private static boolean areEqual(Row left, int[] leftAt, Row right, int[] rightAt) {
        for (int i = 0; i < leftAt.length; i++) {
            int a = leftAt[i];
            int b = rightAt[i];
            if (!Arrays.equals(
                    left.bytes(),
                    left.start(a),
                    left.end(a),
                    right.bytes(),
                    right.start(b),
                    right.end(b))) {
                return false;
            }
        }
        return true;
    }
}
