package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Compares tables row by row, duplicates counted, in canonical text form. One thread. */
public final class Comparison {
    private static final int SHOWN = 20;

    private Comparison() {}

    /** Compares {@code schema.table} of the source with {@code database.table} of MySQL. */
    public static void assertEqual(
            Connection source,
            String schema,
            String table,
            Connection target,
            String database,
            String targetTable)
            throws SQLException {
        List<String> differences =
                differences(source, schema, table, target, database, targetTable);
        Assertions.assertThat(differences).as("differences in table %s", table).isEmpty();
    }

    /**
     * Compares every table of a MySQL database with the table of the same name, or of its lower-case form, in a schema of
     * the source.
     */
    public static void assertAllEqual(
            Connection source, String schema, Connection target, String database)
            throws SQLException {
        Assertions.assertThat(differences(source, schema, target, database))
                .as("differences between schema %s and MySQL", schema)
                .isEmpty();
    }

    /** The differences of all those tables, sorted by table. */
    public static List<String> differences(
            Connection source, String schema, Connection target, String database)
            throws SQLException {
        List<String> differences = new ArrayList<>();
        List<String> sourceTables = sourceTables(source, schema);
        for (String table : TargetTableRows.tablesOf(target, database)) {
            String sourceTable =
                    sourceTables.contains(table) ? table : table.toLowerCase(java.util.Locale.ROOT);
            differences.addAll(differences(source, schema, sourceTable, target, database, table));
        }
        return differences;
    }

    /** Empty if the tables are equal; else one line a row, with what side has it more often. */
    public static List<String> differences(
            Connection source,
            String schema,
            String table,
            Connection target,
            String database,
            String targetTable)
            throws SQLException {
        List<String> names = SourceTableRows.columnNames(source, schema, table);
        TargetTableRows whole = TargetTableRows.of(target, database, targetTable);
        List<String> onlyThere =
                whole.columns().stream()
                        .map(TargetTableRows.Column::name)
                        .filter(name -> names.stream().noneMatch(name::equalsIgnoreCase))
                        .toList();
        TargetTableRows targetRows = whole.without(onlyThere);
        for (String name : names) {
            if (targetRows.columns().stream().noneMatch(column -> column.isNamed(name))) {
                return List.of(targetTable + ": MySQL has no column " + name);
            }
        }
        SourceTableRows sourceRows =
                SourceTableRows.of(source, schema, table, targetRows.columns(), names);
        return differences(table, sourceRows, targetRows);
    }

    static List<String> differences(String table, TableRows source, TableRows target)
            throws SQLException {
        if (source.digest().equals(target.digest())) {
            return List.of();
        }
        Map<String, Integer> counts = source.counts();
        target.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<String> differences = new ArrayList<>();
        counts.forEach(
                (row, count) -> {
                    if (count != 0) {
                        differences.add(
                                table
                                        + ": "
                                        + (count > 0 ? "missing on MySQL" : "too many on MySQL")
                                        + " ("
                                        + Math.abs(count)
                                        + "): "
                                        + abbreviated(row));
                    }
                });
        differences.sort(null);
        if (differences.size() > SHOWN) {
            int more = differences.size() - SHOWN;
            differences.subList(SHOWN, differences.size()).clear();
            differences.add(table + ": and " + more + " more");
        }
        return differences;
    }

    private static String abbreviated(String row) {
        return row.length() <= 400 ? row : row.substring(0, 400) + "... (" + row.length() + ")";
    }

    private static List<String> sourceTables(Connection source, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement =
                source.prepareStatement(
                        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p')")) {
            statement.setString(1, schema);
            var result = statement.executeQuery();
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }
}
