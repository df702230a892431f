package org.opengauss.reversemigration.standin;

import java.util.List;

/**
 * A row change as openGauss would send it.
 *
 * @param operation {@code I}, {@code U} or {@code D}
 * @param newRow empty in a DELETE
 * @param oldRow the columns of the declared replica identity; empty where there are none
 */
record RowImage(char operation, ShownTable table, List<Cell> newRow, List<Cell> oldRow) {
    /** {@code plain} is the output text, Java null for NULL. */
    record Cell(ShownTable.Column column, String plain) {}

    RowImage {
        newRow = List.copyOf(newRow);
        oldRow = List.copyOf(oldRow);
    }

    String operationName() {
        return switch (operation) {
            case 'I' -> "INSERT";
            case 'U' -> "UPDATE";
            default -> "DELETE";
        };
    }

    /** The insert that a lost upsert, or a REPLACE, tried first. */
    RowImage asInsert() {
        return new RowImage('I', table, newRow, List.of());
    }

    /** The removal of that insert: it names no row. */
    RowImage asBareDelete() {
        return new RowImage('D', table, List.of(), List.of());
    }
}
