package org.opengauss.reversemigration.model;

import java.util.List;

/**
 * Column names (unquoted) and type names of a row image, in message order.
 *
 * <p>Decoders hand out the same instance for rows of the same shape, so that what depends on the shape alone (a
 * statement plan) can be cached by identity. Type names are what the stream prints ({@code integer}, {@code bytea},
 * {@code "binary"}); binary streams carry type oids, which {@link TypeNames} turned into names.
 */
public final class RowShape {
    private final List<String> names;
    private final List<String> types;

    public RowShape(List<String> names, List<String> types) {
        if (names.size() != types.size()) {
            throw new IllegalArgumentException(
                    names.size() + " column names but " + types.size() + " types");
        }
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
    }

    public int size() {
        return names.size();
    }

    public String name(int column) {
        return names.get(column);
    }

    public String type(int column) {
        return types.get(column);
    }

    public List<String> names() {
        return names;
    }

    public List<String> types() {
        return types;
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
