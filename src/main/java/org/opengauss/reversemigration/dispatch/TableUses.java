package org.opengauss.reversemigration.dispatch;

/** What chunks did to each table, by the table's id. Grows with the number of tables only. Used by the dispatcher only. */
final class TableUses {
    /** Sequences of the last chunk that had such a row, or {@link Lateness#NONE}. */
    static final class Use {
        private final long table;

        private long any = Lateness.NONE;
        private long anyBefore = Lateness.NONE;

        /** A late row. */
        long late = Lateness.NONE;

        /** A change of the whole table. */
        long whole = Lateness.NONE;

        /** A late change of the whole table. */
        long lateWhole = Lateness.NONE;

        private Use(long table) {
            this.table = table;
        }

        /** The last chunk before this one that had any row. */
        long before(long sequence) {
            return any == sequence ? anyBefore : any;
        }

        void note(long sequence, boolean isLate) {
            if (any != sequence) {
                anyBefore = any;
                any = sequence;
            }
            if (isLate) {
                late = sequence;
            }
        }
    }

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Use[] uses = new Use[64];
    private int size;
    private Use last = new Use(0);

    Use of(long table) {
        if (last.table != table || size == 0) {
            last = find(table);
        }
        return last;
    }

    private Use find(long table) {
        int at = place(uses, table);
        if (uses[at] == null) {
            if (2 * ++size > uses.length) {
                grow();
                at = place(uses, table);
            }
            uses[at] = new Use(table);
        }
        return uses[at];
    }

    private void grow() {
        Use[] larger = new Use[2 * uses.length];
        for (Use use : uses) {
            if (use != null) {
                larger[place(larger, use.table)] = use;
            }
        }
        uses = larger;
    }

    private static int place(Use[] uses, long table) {
        int at = (int) (table * MIX >>> 32) & uses.length - 1;
        while (uses[at] != null && uses[at].table != table) {
            at = at + 1 & uses.length - 1;
        }
        return at;
    }
}
