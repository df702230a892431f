package org.opengauss.reversemigration.target;

import java.util.List;
import java.util.Optional;

/** A PRIMARY or UNIQUE index of a MySQL table, its parts in index order. */
public record UniqueIndex(String name, List<Part> parts) {
    /**
     * One part of an index.
     *
     * @param column empty for a functional part
     * @param prefixLength characters (bytes for binary columns) that the index looks at; 0 = the whole value
     */
    public record Part(Optional<String> column, int prefixLength) {}

    public UniqueIndex {
        parts = List.copyOf(parts);
    }

    public boolean isPrimary() {
        return name.equals("PRIMARY");
    }
}
