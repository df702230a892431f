package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One row operation. INSERT has a new row; UPDATE a new row and, where the replica identity supplies it, an old row (key
 * columns or the whole row); DELETE only an old row, or none where the identity supplies none.
 */
public final class Change implements SlotMessage.Content {
    private final Operation operation;
    private final TableName table;
    private final Row newRow;
    private final Row oldRow;

    /**
     * @param newRow null where the message has none
     * @param oldRow null where the message has none
     */
    public Change(Operation operation, TableName table, Row newRow, Row oldRow) {
        this.operation = requireNonNull(operation, "operation is null");
        this.table = requireNonNull(table, "table is null");
        if (operation != Operation.DELETE && newRow == null) {
            throw new IllegalArgumentException(operation + " of " + table + " without a new row");
        }
        if (operation == Operation.DELETE && newRow != null) {
            throw new IllegalArgumentException("DELETE of " + table + " with a new row");
        }
        this.newRow = newRow;
        this.oldRow = oldRow;
    }

    public Operation operation() {
        return operation;
    }

    public TableName table() {
        return table;
    }

    /** The new image; only for INSERT and UPDATE. */
    public Row newRow() {
        return requireNonNull(newRow, "a DELETE has no new row");
    }

    public boolean hasOldRow() {
        return oldRow != null;
    }

    /** The old image, if the replica identity supplied one. */
    public Optional<Row> oldRow() {
        return Optional.ofNullable(oldRow);
    }

    /** Bytes that the row images keep alive, roughly. */
    public int approximateBytes() {
        return 200
                + (newRow == null ? 0 : newRow.approximateBytes())
                + (oldRow == null ? 0 : oldRow.approximateBytes());
    }

    /** Names the table and operation only: values are private. */
    @Override
    public String toString() {
        return operation + " " + table;
    }
}
