package org.opengauss.reversemigration.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.model.RowShape;

/**
 * The unique indexes of a table as rows of one shape see them.
 *
 * @param present those whose columns the shape has, PRIMARY first; without those that cannot be hashed
 * @param needsTableKey there is no unique index, or one that cannot be hashed: on an expression, a generated column, a type
 *     or a collation we do not know
 * @param lacksColumns an index has columns that the shape lacks: only MySQL knows their values
 */
record IndexKeys(IndexKey[] present, boolean needsTableKey, boolean lacksColumns) {
    static IndexKeys of(TargetTable table, RowShape shape, TargetServer server) {
        List<IndexKey> keys = new ArrayList<>();
        boolean needsTableKey = table.uniqueIndexes().isEmpty();
        boolean lacksColumns = false;
        for (UniqueIndex index : table.uniqueIndexes()) {
            Optional<List<TargetColumn>> columns = columns(table, index);
            if (columns.isEmpty()) {
                needsTableKey = true;
                continue;
            }
            int[] positions = positions(columns.get(), shape);
            if (positions.length == 0) {
                // MySQL numbers such rows itself, and never twice
                lacksColumns |= columns.get().stream().noneMatch(TargetColumn::autoIncrement);
                continue;
            }
            Optional<IndexKey> key = IndexKey.of(table, index, positions, shape, server);
            key.ifPresent(keys::add);
            needsTableKey |= key.isEmpty();
        }
        return new IndexKeys(keys.toArray(new IndexKey[0]), needsTableKey, lacksColumns);
    }

    /** Empty if a part is an expression or a generated column. */
    private static Optional<List<TargetColumn>> columns(TargetTable table, UniqueIndex index) {
        List<TargetColumn> columns = new ArrayList<>();
        for (UniqueIndex.Part part : index.parts()) {
            Optional<TargetColumn> column =
                    part.column().flatMap(table::column).filter(any -> !any.generated());
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
        }
        return Optional.of(columns);
    }

    /** Of the columns in the shape; none if it lacks one. */
    private static int[] positions(List<TargetColumn> columns, RowShape shape) {
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(columns.get(i).name(), shape);
            if (positions[i] < 0) {
                return new int[0];
            }
        }
        return positions;
    }

    private static int position(String column, RowShape shape) {
        for (int i = 0; i < shape.size(); i++) {
            if (shape.name(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }
}
