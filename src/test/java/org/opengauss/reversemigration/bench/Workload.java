package org.opengauss.reversemigration.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is written. The same number of transactions is always the same transactions, for every candidate. Sizes are chosen
 * so that a drain takes some seconds.
 */
enum Workload {
    /** One row a transaction, into a table of a hundred. */
    INSERT_100_TABLES(Shape.SYSBENCH, 100, 1, 1_000_000, 200_000) {
        @Override
        void play(int transactions, Changes changes) {
            inserts(transactions, 1, changes);
        }
    },
    /** One row a transaction, all into one table. */
    INSERT_1_TABLE(Shape.SYSBENCH, 1, 1, 1_000_000, 200_000) {
        @Override
        void play(int transactions, Changes changes) {
            inserts(transactions, 1, changes);
        }
    },
    /** sysbench's oltp_write_only: update k, update c, delete a row and insert it anew. */
    UPDATE_MIX(Shape.SYSBENCH, 10, 4, 400_000, 80_000) {
        private static final int ROWS = 20_000;

        @Override
        int prefilled(int transactions) {
            return ROWS;
        }

        @Override
        void play(int transactions, Changes changes) {
            Row[][] rows = new Row[tables()][ROWS];
            for (int table = 0; table < tables(); table++) {
                for (int i = 0; i < ROWS; i++) {
                    rows[table][i] = prefilledRow(table + 1, i + 1, ROWS);
                }
            }
            for (int i = 0; i < transactions && !changes.isFull(); i++) {
                long seed = 16L * i;
                changes.begin();
                Row[] one = rows[pick(seed)];
                int at = Digits.below(ROWS, seed + 1);
                Row row = one[at].withK(one[at].k() + 1);
                changes.update(table(seed), one[at], row);
                one[at] = row;
                one = rows[pick(seed + 2)];
                at = Digits.below(ROWS, seed + 3);
                row = one[at].withC(seed + 4);
                changes.update(table(seed + 2), one[at], row);
                one[at] = row;
                one = rows[pick(seed + 5)];
                at = Digits.below(ROWS, seed + 6);
                changes.delete(table(seed + 5), one[at]);
                one[at] = new Row(at + 1, Digits.below(ROWS, seed + 7), seed + 8, seed + 9);
                changes.insert(table(seed + 5), one[at]);
                changes.commit();
            }
        }

        private int pick(long seed) {
            return Digits.below(tables(), seed);
        }

        private int table(long seed) {
            return pick(seed) + 1;
        }
    },
    /** One row a transaction is deleted, until the tables are empty. */
    DELETE(Shape.SYSBENCH, 10, 1, 300_000, 60_000) {
        /** Prime to every count of rows that is not a multiple of it: the order is scattered. */
        private static final long STEP = 1_000_003;

        @Override
        int prefilled(int transactions) {
            return (transactions + tables() - 1) / tables();
        }

        @Override
        void play(int transactions, Changes changes) {
            int rows = prefilled(transactions);
            for (int i = 0; i < transactions && !changes.isFull(); i++) {
                int table = i % tables() + 1;
                int id = (int) (i / tables() * STEP % rows) + 1;
                changes.begin();
                changes.delete(table, prefilledRow(table, id, rows));
                changes.commit();
            }
        }
    },
    /** Every transaction updates the same row. */
    HOT_ROW(Shape.SYSBENCH, 1, 1, 300_000, 60_000) {
        private static final int ROWS = 1_000;

        @Override
        int prefilled(int transactions) {
            return ROWS;
        }

        @Override
        void play(int transactions, Changes changes) {
            Row row = prefilledRow(1, ROWS / 2, ROWS);
            for (int i = 0; i < transactions && !changes.isFull(); i++) {
                Row next = row.withK(row.k() + 1);
                changes.begin();
                changes.update(1, row, next);
                changes.commit();
                row = next;
            }
        }
    },
    /** One row of 8 KiB a transaction. */
    WIDE_ROW(Shape.WIDE, 10, 1, 40_000, 8_000) {
        @Override
        void play(int transactions, Changes changes) {
            inserts(transactions, 1, changes);
        }
    },
    /** Transactions of 100,000 inserted rows. */
    BIG_TRANSACTION(Shape.SYSBENCH, 1, 100_000, 1_000_000, 200_000) {
        @Override
        void play(int transactions, Changes changes) {
            inserts(transactions, rowsPerTransaction(), changes);
        }
    },
    /** Tables without a primary key: by turns an insert, an update and a delete, the old row whole. */
    NO_KEY(Shape.NO_KEY, 10, 1, 60_000, 12_000) {
        private static final int ROWS = 2_000;

        @Override
        int prefilled(int transactions) {
            return ROWS;
        }

        @Override
        void play(int transactions, Changes changes) {
            List<List<Row>> rows = new ArrayList<>();
            for (int table = 1; table <= tables(); table++) {
                List<Row> live = new ArrayList<>();
                for (int i = 1; i <= ROWS; i++) {
                    live.add(prefilledRow(table, i, ROWS));
                }
                rows.add(live);
            }
            for (int i = 0; i < transactions && !changes.isFull(); i++) {
                long seed = 16L * i;
                int table = Digits.below(tables(), seed) + 1;
                List<Row> live = rows.get(table - 1);
                int at = Digits.below(live.size(), seed + 1);
                changes.begin();
                switch (i % 3) {
                    case 0 -> {
                        Row row =
                                new Row(
                                        ROWS + 1 + i,
                                        Digits.below(ROWS, seed + 2),
                                        seed + 3,
                                        seed + 4);
                        live.add(row);
                        changes.insert(table, row);
                    }
                    case 1 -> {
                        Row old = live.get(at);
                        Row row = old.withK(old.k() + 1);
                        live.set(at, row);
                        changes.update(table, old, row);
                    }
                    default -> {
                        Row old = live.get(at);
                        live.set(at, live.get(live.size() - 1));
                        live.remove(live.size() - 1);
                        changes.delete(table, old);
                    }
                }
                changes.commit();
            }
        }
    };

    private final Shape shape;
    private final int tables;
    private final int rowsPerTransaction;
    private final int rows;
    private final int quickRows;

    Workload(Shape shape, int tables, int rowsPerTransaction, int rows, int quickRows) {
        this.shape = shape;
        this.tables = tables;
        this.rowsPerTransaction = rowsPerTransaction;
        this.rows = rows;
        this.quickRows = quickRows;
    }

    /** Sends that many transactions. */
    abstract void play(int transactions, Changes changes);

    /** Rows that each table has before. */
    int prefilled(int transactions) {
        return 0;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Workload> of(String title) {
        return Stream.of(values()).filter(workload -> workload.title().equals(title)).findFirst();
    }

    Shape shape() {
        return shape;
    }

    int tables() {
        return tables;
    }

    int rowsPerTransaction() {
        return rowsPerTransaction;
    }

    /** Row changes of a run, unless told. */
    int rows(boolean quick) {
        return quick ? quickRows : rows;
    }

    /** The script of sysbench's that does this; empty if it has none. */
    String sysbenchScript() {
        return switch (this) {
            case INSERT_100_TABLES, INSERT_1_TABLE -> "oltp_insert";
            case UPDATE_MIX -> "oltp_write_only";
            case DELETE, HOT_ROW, WIDE_ROW, BIG_TRANSACTION, NO_KEY -> "";
        };
    }

    /** Whether its transactions are small enough for a steady stream of them. */
    boolean hasLag() {
        return rowsPerTransaction < 1_000;
    }

    /** A row of a prefilled table. */
    static Row prefilledRow(int table, int id, int rows) {
        long seed = (long) table << 40 | (long) id << 4 | 1L << 60;
        return new Row(id, Digits.below(rows, seed), seed + 1, seed + 2);
    }

    void inserts(int transactions, int each, Changes changes) {
        int[] ids = new int[tables];
        for (int i = 0; i < transactions && !changes.isFull(); i++) {
            changes.begin();
            for (int row = 0; row < each; row++) {
                long seed = 16L * ((long) i * each + row);
                int table = Digits.below(tables, seed);
                changes.insert(
                        table + 1,
                        new Row(
                                ++ids[table],
                                Digits.below(1_000_000, seed + 1),
                                seed + 2,
                                seed + 3));
            }
            changes.commit();
        }
    }
}
