package org.opengauss.reversemigration.dispatch;

/**
 * Conflict key to the mark of the last chunk that had it: open addressing in one array, key beside mark, nothing boxed.
 * Marks at or below the last commit are dead; when the table fills up it is built again without them, so its size
 * follows the rows in flight. Used by the dispatcher only.
 */
final class KeyTable {
    /** No entry, or a dead one. */
    static final long NONE = -1;

    private static final int SMALLEST = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Key and mark in turn; a free place has {@link #NONE} for mark. */
    private long[] entries;

    private int shift;
    private int places;
    private int used;

    KeyTable() {
        allocate(SMALLEST);
    }

    private void allocate(int capacity) {
        entries = new long[2 * capacity];
        for (int i = 1; i < entries.length; i += 2) {
            entries[i] = NONE;
        }
        places = capacity;
        shift = 64 - Integer.numberOfTrailingZeros(capacity);
        used = 0;
    }

    int capacity() {
        return places;
    }

    /** Where the key is or would be; valid until the next {@link #makeRoom}. */
    int find(long key) {
        int mask = entries.length - 1;
        int at = (int) (key * MIX >>> shift) << 1;
        while (entries[at + 1] != NONE && entries[at] != key) {
            at = at + 2 & mask;
        }
        return at;
    }

    long mark(int place) {
        return entries[place + 1];
    }

    /** @param place what {@link #find} said, possibly before other keys were put */
    void put(int place, long key, long mark) {
        int at = entries[place + 1] == NONE || entries[place] == key ? place : find(key);
        if (entries[at + 1] == NONE) {
            used++;
            entries[at] = key;
        }
        entries[at + 1] = mark;
    }

    /** Makes sure that {@code keys} more fit; entries with marks below {@code alive} may go. */
    void makeRoom(int keys, long alive) {
        if (2 * (used + keys) <= places) {
            return;
        }
        long[] old = entries;
        int living = 0;
        for (int i = 1; i < old.length; i += 2) {
            if (old[i] >= alive) {
                living++;
            }
        }
        // at most a quarter full afterwards, so that the next time is a while away
        int capacity = SMALLEST;
        while (capacity < 4 * (living + keys)) {
            capacity *= 2;
        }
        allocate(capacity);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] >= alive) {
                put(find(old[i]), old[i], old[i + 1]);
            }
        }
    }
}
