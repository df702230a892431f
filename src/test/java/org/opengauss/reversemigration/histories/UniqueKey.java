package org.opengauss.reversemigration.histories;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A unique index of the MySQL table.
 *
 * @param deferrable the source checks it, if at all, when a transaction ends
 */
record UniqueKey(String name, List<Part> parts, boolean deferrable) {
    /**
     * @param prefix characters that the index has; 0 = all
     * @param function what the index has instead of the column; empty = the column itself
     */
    record Part(int column, int prefix, Function function) {}

    /** Of a number. */
    enum Function {
        NONE("%s"),
        ABSOLUTE("(abs(%s))"),
        /** In a generated column of its own. */
        REMAINDER("%s_rest");

        private final String text;

        Function(String text) {
            this.text = text;
        }

        long of(long number) {
            return this == ABSOLUTE ? Math.abs(number) : number % 11;
        }
    }

    UniqueKey {
        parts = List.copyOf(parts);
    }

    boolean isPrimary() {
        return name.isEmpty();
    }

    boolean has(int column) {
        return parts.stream().anyMatch(part -> part.column() == column);
    }

    /** Whether the source may have the same index. */
    boolean isPlain() {
        return parts.stream().allMatch(p -> p.prefix() == 0 && p.function() == Function.NONE);
    }

    String definition(List<Column> columns) {
        String list =
                parts.stream()
                        .map(
                                part ->
                                        part.function()
                                                        .text
                                                        .formatted(
                                                                columns.get(part.column()).name())
                                                + (part.prefix() == 0
                                                        ? ""
                                                        : "(" + part.prefix() + ")"))
                        .collect(joining(", ", "(", ")"));
        return isPrimary() ? "primary key " + list : "unique key " + name + " " + list;
    }

    void learn(Equality equality, List<Column> columns) throws SQLException {
        for (Part part : parts) {
            if (columns.get(part.column()).kind().isText()) {
                equality.learn(columns.get(part.column()), part.prefix());
            }
        }
    }

    /** The row's key, equal for rows that the index does not let stand together; null where a part is NULL. */
    List<Object> of(Row row, List<Column> columns, Equality equality) {
        List<Object> key = new ArrayList<>(parts.size());
        for (Part part : parts) {
            Value value = row.value(part.column());
            if (value == null) {
                return null;
            }
            ColumnKind kind = columns.get(part.column()).kind();
            if (part.function() != Function.NONE) {
                key.add(part.function().of(Long.parseLong(value.shown())));
            } else if (kind.isText()) {
                key.add(equality.classOf(kind, part.prefix(), value.shown()));
            } else {
                key.add(value.shown());
            }
        }
        return key;
    }
}
