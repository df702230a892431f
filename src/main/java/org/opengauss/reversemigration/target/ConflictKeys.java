package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/**
 * Tells with which other changes a change must keep its order: one key for each PRIMARY or UNIQUE index of the MySQL table
 * and each image of the row. Rows that MySQL holds for equal in an index share its key; where that cannot be told, the
 * change conflicts with its whole table. Values of other unique indexes that a row gives up and its old image does not
 * name cannot be seen here; they show as duplicate keys and lock waits. Used by one thread.
 */
public final class ConflictKeys {
    /** How long after a failure, at least, and as long as that took: a missing table must not slow the others down. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    /** A power of two; shapes are few for each table. */
    private static final int SLOTS = 1024;

    /** Slots that a shape may be in, one behind the other; where all are taken, the last is taken over. */
    private static final int PROBES = 8;

    /** What is known of rows of one shape; without a plan, nothing. */
    private record Entry(TableName table, RowShape shape, long tableId, TablePlan plan) {
        @SuppressWarnings("ReferenceEquality")
        boolean isFor(TableName otherTable, RowShape otherShape) {
            return shape == otherShape && (table == otherTable || table.equals(otherTable));
        }
    }

    private final Catalog catalog;
    private final TablePlans plans;
    private final Entry[] entries = new Entry[SLOTS];
    private final Map<TableName, Long> tableIds = new HashMap<>();
    private long generation = -1;

    /** After a failure MySQL is left in peace for a while. */
    private long askAgainAt = System.nanoTime();

    public ConflictKeys(Catalog catalog) {
        this.catalog = catalog;
        this.plans = new TablePlans(catalog);
    }

    /**
     * The id of the MySQL table that a source table's rows go to: the same for every source table that goes there, whether
     * or not MySQL can be asked.
     */
    public long table(TableName table) {
        Long known = tableIds.get(table);
        if (known != null) {
            return known;
        }
        long id = TableIds.of(catalog.databaseOf(table.schema()), table.table());
        tableIds.put(table, id);
        return id;
    }

    /** The keys of a change, in place of what the list held. */
    public void of(Change change, KeyList keys) {
        TableName table = change.table();
        Row old = change.hasOldRow() ? change.oldRow().orElseThrow() : null;
        switch (change.operation()) {
            case INSERT -> {
                Entry entry = entry(table, change.newRow());
                keys.clear(entry.tableId());
                addNew(entry, change.newRow(), keys);
            }
            case UPDATE -> {
                Entry entry = entry(table, change.newRow());
                keys.clear(entry.tableId());
                addOld(table, old, keys);
                addNew(entry, change.newRow(), keys);
            }
            case DELETE -> {
                keys.clear(table(table));
                addOld(table, old, keys);
            }
        }
    }

    private void addOld(TableName table, Row row, KeyList keys) {
        TablePlan plan = row == null ? null : entry(table, row).plan();
        if (plan == null || plan.needsTableKey()) {
            keys.wholeTable();
            return;
        }
        int before = keys.size();
        for (IndexKey index : plan.indexKeys()) {
            if (index.isIn(row)) {
                add(index.hash(row), keys);
            }
        }
        if (keys.size() == before) {
            keys.wholeTable();
        }
    }

    /** The row may come to meet another in any index: all must be known. */
    private void addNew(Entry entry, Row row, KeyList keys) {
        TablePlan plan = entry.plan();
        if (plan == null || plan.needsTableKey() || plan.lacksKeyColumns()) {
            keys.wholeTable();
            return;
        }
        boolean any = false;
        for (IndexKey index : plan.indexKeys()) {
            if (index.isIn(row)) {
                add(index.hash(row), keys);
                any = true;
            } else if (!index.hasNull(row)) {
                keys.wholeTable();
            }
        }
        if (!any) {
            keys.wholeTable();
        }
    }

    /** Most updates keep their keys: one of each is enough. */
    private static void add(long key, KeyList keys) {
        if (key == IndexKey.UNKNOWN) {
            keys.wholeTable();
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == key) {
                return;
            }
        }
        keys.add(key);
    }

    private Entry entry(TableName table, Row row) {
        if (generation != catalog.generation()) {
            java.util.Arrays.fill(entries, null);
            generation = catalog.generation();
        }
        RowShape shape = row.shape();
        int slot = System.identityHashCode(shape) & SLOTS - 1;
        Entry entry = entries[slot];
        for (int i = 1; i < PROBES && entry != null && !entry.isFor(table, shape); i++) {
            slot = slot + 1 & SLOTS - 1;
            entry = entries[slot];
        }
        if (entry == null || !entry.isFor(table, shape) || entry.plan() == null) {
            entry = new Entry(table, shape, table(table), plan(table, row));
            entries[slot] = entry;
        }
        return entry;
    }

    /** Null if it cannot be had now. */
    private TablePlan plan(TableName table, Row row) {
        long start = System.nanoTime();
        if (start - askAgainAt < 0) {
            return null;
        }
        try {
            return plans.of(table, row);
        } catch (SQLException | RuntimeException e) {
            // who writes the rows meets the same error and says it
            askAgainAt = System.nanoTime() + Math.max(RETRY_NANOS, System.nanoTime() - start);
            return null;
        }
    }
}
