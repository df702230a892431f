package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A MySQL table and its rows in canonical text. Uses the connection it was given, one thread. */
final class TargetTableRows implements TableRows {
    /**
     * A column of the table.
     *
     * @param type {@code data_type}, without length
     */
    record Column(String name, String type, boolean generated) {
        /** What SELECT asks for, so that the value comes exactly and as text. */
        String expression() {
            String quoted = "`" + name.replace("`", "``") + "`";
            return switch (type) {
                // FLOAT prints six digits; as a DOUBLE it prints all it has
                case "float" -> quoted + " + 0e0";
                case "bit" -> "BIN(" + quoted + " + 0)";
                case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                        "HEX(" + quoted + ")";
                case "point", "linestring", "polygon", "geometry" -> "ST_AsText(" + quoted + ")";
                // zero dates have no JDBC form
                case "date", "time", "datetime", "timestamp", "year" ->
                        "CAST(" + quoted + " AS CHAR)";
                default -> quoted;
            };
        }

        boolean isNamed(String other) {
            return name.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }
    }

    private final Connection connection;
    private final String database;
    private final String table;
    private final List<Column> columns;

    private TargetTableRows(
            Connection connection, String database, String table, List<Column> columns) {
        this.connection = connection;
        this.database = database;
        this.table = table;
        this.columns = columns;
    }

    static TargetTableRows of(Connection connection, String database, String table)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT column_name, data_type, extra LIKE '%GENERATED%' AND extra NOT LIKE"
                                + " '%DEFAULT_GENERATED%' FROM information_schema.columns"
                                + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position")) {
            statement.setString(1, database);
            statement.setString(2, table);
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                columns.add(
                        new Column(
                                result.getString(1),
                                result.getString(2).toLowerCase(Locale.ROOT),
                                result.getBoolean(3)));
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("MySQL has no table " + database + "." + table);
        }
        return new TargetTableRows(connection, database, table, columns);
    }

    /** The tables of a database, sorted. */
    static List<String> tablesOf(Connection connection, String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                                + " AND table_type = 'BASE TABLE' ORDER BY table_name")) {
            statement.setString(1, database);
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        return tables;
    }

    /** The same table with those columns only that the other side has, or must have since MySQL does not make them. */
    TargetTableRows without(List<String> missing) {
        List<Column> kept =
                columns.stream()
                        .filter(column -> missing.stream().noneMatch(column::isNamed))
                        .toList();
        return new TargetTableRows(connection, database, table, kept);
    }

    List<Column> columns() {
        return columns;
    }

    @Override
    public void forEach(Consumer<String> row) throws SQLException {
        String list = columns.stream().map(Column::expression).collect(Collectors.joining(", "));
        String sql =
                "SELECT " + list + " FROM `" + database + "`.`" + table.replace("`", "``") + "`";
        try (Statement statement =
                connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // row by row, not the whole result in memory
            statement.setFetchSize(Integer.MIN_VALUE);
            ResultSet result = statement.executeQuery(sql);
            String[] values = new String[columns.size()];
            while (result.next()) {
                for (int column = 0; column < values.length; column++) {
                    values[column] = result.getString(column + 1);
                }
                row.accept(canonicalRow(columns, values));
            }
        }
    }

    /** Values in the order of the columns; {@code null} is SQL NULL. Escaped as COPY text, so rows cannot run together. */
    static String canonicalRow(List<Column> columns, String[] values) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < values.length; column++) {
            if (column > 0) {
                row.append('\t');
            }
            row.append(
                    values[column] == null
                            ? "\\N"
                            : CopyText.escape(
                                    CanonicalValue.of(columns.get(column).type(), values[column])));
        }
        return row.toString();
    }
}
