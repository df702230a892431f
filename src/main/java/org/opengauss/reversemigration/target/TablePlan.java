package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.RowShape;

/** How rows of one shape are written to one table; made once per table definition and shape. Immutable. */
public final class TablePlan {
    private final TargetTable table;
    private final RowShape shape;
    private final int[] primaryKey;

    TablePlan(TargetTable table, RowShape shape, int[] primaryKey) {
        this.table = table;
        this.shape = shape;
        this.primaryKey = primaryKey;
    }

    public TargetTable table() {
        return table;
    }

    public RowShape shape() {
        return shape;
    }

    /**
     * Positions in the row of the MySQL primary key's columns, in index order; empty if the table has no primary key or
     * the row lacks one of its columns.
     */
    public int[] primaryKey() {
        return primaryKey.clone();
    }
}
