package org.opengauss.reversemigration.target;

import java.util.Optional;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;

/**
 * Hashes what one PRIMARY or UNIQUE index of a MySQL table sees of rows of one shape. Rows that the index holds for equal
 * have equal hashes, of whatever shape they are; a few unequal ones share one. Used by one thread.
 */
final class IndexKey {
    /**
     * The hash of a row whose equals cannot be told (a character outside ASCII under a collation we do not know well, a
     * value the column cannot hold): the row may have the same key as <em>any</em> other, also as those with a proper hash.
     */
    static final long UNKNOWN = KeyPart.UNKNOWN;

    private final boolean primary;
    private final int[] columns;
    private final KeyPart[] parts;
    private final long salt;

    private IndexKey(boolean primary, int[] columns, KeyPart[] parts, long salt) {
        this.primary = primary;
        this.columns = columns;
        this.parts = parts;
        this.salt = salt;
    }

    /**
     * Empty if one of the parts cannot be hashed.
     *
     * @param columns positions in the row of the index's columns, all of which the shape has
     */
    static Optional<IndexKey> of(
            TargetTable table,
            UniqueIndex index,
            int[] columns,
            RowShape shape,
            TargetServer server) {
        KeyPart[] parts = new KeyPart[columns.length];
        for (int i = 0; i < parts.length; i++) {
            TargetColumn column = table.column(shape.name(columns[i])).orElseThrow();
            Optional<KeyPart> part =
                    KeyParts.of(
                            column,
                            shape.type(columns[i]),
                            index.parts().get(i).prefixLength(),
                            server);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts[i] = part.get();
        }
        long salt = Hash64.mix(TableIds.of(table.database(), table.name()), index.name());
        return Optional.of(new IndexKey(index.isPrimary(), columns, parts, salt));
    }

    boolean isPrimary() {
        return primary;
    }

    /** Positions in the row of the index's columns, in index order. */
    int[] columns() {
        return columns;
    }

    /** Whether the index holds the row to be unique and the row says by which values: none is NULL, all were sent. */
    boolean isIn(Row row) {
        for (int column : columns) {
            if (row.start(column) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the values is NULL: then the row is equal to no other. */
    boolean hasNull(Row row) {
        for (int column : columns) {
            if (row.isNull(column)) {
                return true;
            }
        }
        return false;
    }

    /** The hash of a row that {@link #isIn}, or {@link #UNKNOWN}. */
    long hash(Row row) {
        byte[] bytes = row.bytes();
        long hash = salt;
        for (int i = 0; i < parts.length; i++) {
            int column = columns[i];
            hash = parts[i].hash(hash, bytes, row.start(column), row.end(column));
            if (hash == UNKNOWN) {
                return UNKNOWN;
            }
        }
        return hash;
    }
}
