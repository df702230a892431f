package org.opengauss.reversemigration.model;

import java.util.Arrays;

/**
 * Conflict keys of one change: what other changes it must keep its order with. Two changes that share a key, or of which
 * one is of the whole table of the other, must reach MySQL in commit order. Reused, not thread-safe.
 */
public final class KeyList {
    private long[] keys = new long[8];
    private int size;
    private long table;
    private boolean wholeTable;

    /** From now on a row of the table with this id, with no key yet. */
    public void clear(long table) {
        this.table = table;
        size = 0;
        wholeTable = false;
    }

    /** Adds a conflict key, already salted with table and index. */
    public void add(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = key;
    }

    /** It conflicts with every row of the table. */
    public void wholeTable() {
        wholeTable = true;
    }

    public long table() {
        return table;
    }

    public boolean isWholeTable() {
        return wholeTable;
    }

    public int size() {
        return size;
    }

    public long get(int i) {
        return keys[i];
    }
}
