package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/** The plans of one thread, found by table and by the identity of the row's shape. Used by one thread. */
final class TablePlans {
    /** Shapes are few for each table; more means that a decoder makes new ones all the time. */
    private static final int MOST_SHAPES = 64;

    private final Catalog catalog;
    private final Map<TableName, List<TablePlan>> plans = new HashMap<>();
    private long generation = -1;
    private TableName lastTable;
    private List<TablePlan> lastPlans;

    TablePlans(Catalog catalog) {
        this.catalog = catalog;
    }

    TablePlan of(TableName table, Row row) throws SQLException {
        if (generation != catalog.generation()) {
            plans.clear();
            lastTable = null;
            generation = catalog.generation();
        }
        if (table != lastTable) {
            lastPlans = plans.computeIfAbsent(table, any -> new ArrayList<>(2));
            lastTable = table;
        }
        RowShape shape = row.shape();
        for (int i = 0; i < lastPlans.size(); i++) {
            TablePlan plan = lastPlans.get(i);
            if (plan.shape() == shape) {
                return plan;
            }
        }
        return added(table, shape);
    }

    /** Apart from the search, or the compiler would take all that makes a plan into the hot path. */
    private TablePlan added(TableName table, RowShape shape) throws SQLException {
        if (lastPlans.size() >= MOST_SHAPES) {
            lastPlans.clear();
        }
        TablePlan plan = new TablePlan(catalog.table(table), shape, catalog.server());
        lastPlans.add(plan);
        return plan;
    }
}
