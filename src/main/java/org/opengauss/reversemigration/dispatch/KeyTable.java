package org.opengauss.reversemigration.dispatch;

/**
 * Conflict key to the mark of the last chunk that had it: open addressing, one word a key, since the memory it touches is
 * what a lookup costs. A word holds 40 bits of the mixed key over the lower 24 of the mark. So two keys may pass for
 * one, and a mark from millions of chunks ago for a young one: order is then kept where none was needed, never the
 * reverse. Marks at or below the last commit are dead; when the table fills up it is built again without them, so its
 * size follows the rows in flight. Used by the dispatcher only.
 */
final class KeyTable {
    /** No entry. */
    static final long NONE = -1;

    private static final int SMALLEST = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int MARK_BITS = 24;
    private static final long MARK = (1 << MARK_BITS) - 1;
    private static final long SEQUENCE = MARK >> 1;

    /** 0 is a free place. */
    private long[] entries;

    private int shift;
    private int used;

    /** The chunk under way: no mark is younger. */
    private long now;

    KeyTable() {
        allocate(SMALLEST);
    }

    private void allocate(int capacity) {
        entries = new long[capacity];
        shift = 64 - Integer.numberOfTrailingZeros(capacity);
        used = 0;
    }

    int capacity() {
        return entries.length;
    }

    /** Marks from now on are of this chunk. */
    void begin(long sequence) {
        now = sequence;
    }

    /** Where the key is or would be; valid until the next {@link #makeRoom}. */
    int find(long key) {
        return findMixed(key * MIX);
    }

    private int findMixed(long mixed) {
        int mask = entries.length - 1;
        int at = (int) (mixed >>> shift);
        for (long entry = entries[at];
                entry != 0 && (entry ^ mixed) >>> MARK_BITS != 0;
                entry = entries[at]) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** The mark, or {@link #NONE}. */
    long mark(int place) {
        long entry = entries[place];
        return entry == 0 ? NONE : markOf(entry);
    }

    private long markOf(long entry) {
        long sequence = now - (now - ((entry & MARK) >> 1) & SEQUENCE);
        return sequence << 1 | entry & 1;
    }

    /**
     * @param place what {@link #find} said, possibly before other keys were put
     * @param isLate the lowest bit of the mark; the others are the chunk under way
     */
    void put(int place, long key, boolean isLate) {
        long mixed = key * MIX;
        long entry = entries[place];
        int at = entry == 0 || (entry ^ mixed) >>> MARK_BITS == 0 ? place : findMixed(mixed);
        if (entries[at] == 0) {
            used++;
        }
        long marked = mixed & ~MARK | (now << 1 | (isLate ? 1 : 0)) & MARK;
        entries[at] = marked == 0 ? 1 : marked; // what would look free counts as late
    }

    /** Makes sure that {@code keys} more fit; entries with marks below {@code alive} may go. */
    void makeRoom(int keys, long alive) {
        if (2 * (used + keys) <= entries.length) {
            return;
        }
        long[] old = entries;
        int living = 0;
        for (long entry : old) {
            if (entry != 0 && markOf(entry) >= alive) {
                living++;
            }
        }
        // at most a quarter full afterwards, so that the next time is a while away
        int capacity = SMALLEST;
        while (capacity < 4 * (living + keys)) {
            capacity *= 2;
        }
        allocate(capacity);
        for (long entry : old) {
            if (entry != 0 && markOf(entry) >= alive) {
                entries[findMixed(entry)] = entry;
                used++;
            }
        }
    }
}
