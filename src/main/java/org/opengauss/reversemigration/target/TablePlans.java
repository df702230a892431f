package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/** The plans of one thread, found by table and by the identity of the row's shape. Used by one thread. */
final class TablePlans {
    /** Shapes are few for each table; more means that a decoder makes new ones all the time. */
    private static final int MOST_PLANS = 4096;

    private record Key(TableName table, RowShape shape) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && shape == key.shape && table.equals(key.table);
        }

        @Override
        public int hashCode() {
            return 31 * table.hashCode() + System.identityHashCode(shape);
        }
    }

    private final Catalog catalog;
    private final Map<Key, TablePlan> plans = new HashMap<>();
    private long generation = -1;
    private TableName lastTable;
    private TablePlan lastPlan;

    TablePlans(Catalog catalog) {
        this.catalog = catalog;
    }

    TablePlan of(TableName table, Row row) throws SQLException {
        if (generation != catalog.generation()) {
            plans.clear();
            lastPlan = null;
            generation = catalog.generation();
        }
        if (lastPlan != null && lastPlan.shape() == row.shape() && lastTable.equals(table)) {
            return lastPlan;
        }
        Key key = new Key(table, row.shape());
        TablePlan plan = plans.get(key);
        if (plan == null) {
            if (plans.size() >= MOST_PLANS) {
                plans.clear();
            }
            plan = new TablePlan(catalog.table(table), row.shape(), catalog.server());
            plans.put(key, plan);
        }
        lastTable = table;
        lastPlan = plan;
        return plan;
    }
}
