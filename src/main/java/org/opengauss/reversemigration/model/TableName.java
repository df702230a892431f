package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

/** A table of the source: schema and name unquoted, compared case-sensitively as openGauss stores them. */
public record TableName(String schema, String table) implements Comparable<TableName> {
    public TableName {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    // Written out: those that a record gets are put together at run time, and this is a key of hot
    // maps.
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof TableName name
                        && table.equals(name.table)
                        && schema.equals(name.schema);
    }

    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + table.hashCode();
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
