package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A table of the source, read as text and brought to canonical form by the columns of its MySQL table. */
final class SourceTableRows implements TableRows {
    private final Connection connection;
    private final String from;
    private final List<TargetTableRows.Column> columns;
    private final List<String> names;

    private SourceTableRows(
            Connection connection,
            String from,
            List<TargetTableRows.Column> columns,
            List<String> names) {
        this.connection = connection;
        this.from = from;
        this.columns = columns;
        this.names = names;
    }

    /** Names of the source's columns. */
    static List<String> columnNames(Connection connection, String schema, String table)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT * FROM " + from(schema, table) + " WHERE false")) {
            ResultSetMetaData description = result.getMetaData();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= description.getColumnCount(); column++) {
                names.add(description.getColumnName(column));
            }
            return names;
        }
    }

    /** Reads the columns in the order of the MySQL table's. */
    static SourceTableRows of(
            Connection connection,
            String schema,
            String table,
            List<TargetTableRows.Column> columns,
            List<String> sourceNames) {
        List<String> names = new ArrayList<>();
        for (TargetTableRows.Column column : columns) {
            names.add(
                    sourceNames.stream()
                            .filter(column::isNamed)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "the source's "
                                                            + table
                                                            + " has no column "
                                                            + column.name())));
        }
        return new SourceTableRows(connection, from(schema, table), columns, names);
    }

    @Override
    public void forEach(Consumer<String> row) throws SQLException {
        String list = names.stream().map(SourceTableRows::quote).collect(Collectors.joining(", "));
        boolean autoCommit = connection.getAutoCommit();
        // a cursor needs a transaction; without one the driver holds the whole result in memory
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(5_000);
            ResultSet result = statement.executeQuery("SELECT " + list + " FROM " + from);
            String[] values = new String[names.size()];
            while (result.next()) {
                for (int column = 0; column < values.length; column++) {
                    values[column] = result.getString(column + 1);
                }
                row.accept(TargetTableRows.canonicalRow(columns, values));
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static String from(String schema, String table) {
        return quote(schema) + "." + quote(table);
    }

    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
