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

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
