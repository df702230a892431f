package org.opengauss.reversemigration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads all tables of a database with three queries, from MySQL 5.6 to 9 and MariaDB: columns are read by position (their
 * labels differ), and what a version lacks is not asked for.
 */
final class CatalogReader {
    private final Connection connection;
    private final TargetServer server;

    CatalogReader(Connection connection, TargetServer server) {
        this.connection = connection;
        this.server = server;
    }

    Map<String, TargetTable> tables(String database) throws SQLException {
        Map<String, List<TargetColumn>> columns = columns(database);
        Map<String, List<UniqueIndex>> indexes = indexes(database);
        Map<String, TargetTable> tables = new HashMap<>();
        String query =
                "SELECT table_name, engine, table_type FROM information_schema.tables"
                        + " WHERE table_schema = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    tables.put(
                            name,
                            new TargetTable(
                                    database,
                                    name,
                                    text(row, 2),
                                    !text(row, 3).equals("BASE TABLE"),
                                    columns.getOrDefault(name, List.of()),
                                    indexes.getOrDefault(name, List.of())));
                }
            }
        }
        return tables;
    }

    private Map<String, List<TargetColumn>> columns(String database) throws SQLException {
        String srid = !server.isMariaDb() && server.isAtLeast(8, 0) ? "srs_id" : "NULL";
        String query =
                "SELECT table_name, column_name, data_type, column_type, is_nullable, extra,"
                        + " character_maximum_length, character_octet_length, numeric_precision,"
                        + " numeric_scale, datetime_precision, character_set_name, collation_name, "
                        + srid
                        + " FROM information_schema.columns WHERE table_schema = ?"
                        + " ORDER BY table_name, ordinal_position";
        Set<String> jsonColumns = jsonColumns(database);
        Map<String, List<TargetColumn>> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(column(row, jsonColumns));
                }
            }
        }
        return columns;
    }

    /** MariaDB's JSON is LONGTEXT with a check; {@code table.`column`} of each. */
    private Set<String> jsonColumns(String database) throws SQLException {
        Set<String> columns = new HashSet<>();
        if (!server.isMariaDb() || !server.isAtLeast(10, 3)) {
            return columns;
        }
        String query =
                "SELECT table_name, check_clause FROM information_schema.check_constraints"
                        + " WHERE constraint_schema = ? AND check_clause LIKE 'json_valid(`%`)'";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String clause = row.getString(2);
                    String column = clause.substring("json_valid(".length(), clause.length() - 1);
                    columns.add(row.getString(1) + "." + column);
                }
            }
        }
        return columns;
    }

    private static TargetColumn column(ResultSet row, Set<String> jsonColumns) throws SQLException {
        String dataType = text(row, 3).toLowerCase(Locale.ROOT);
        if (jsonColumns.contains(row.getString(1) + "." + SqlText.quoted(row.getString(2)))) {
            dataType = "json";
        }
        String columnType = text(row, 4);
        String extra = text(row, 6).toLowerCase(Locale.ROOT);
        boolean hasMembers = dataType.equals("enum") || dataType.equals("set");
        return new TargetColumn(
                row.getString(2),
                dataType,
                columnType,
                !hasMembers && columnType.toLowerCase(Locale.ROOT).contains("unsigned"),
                optionalLong(row, 7),
                optionalLong(row, 8),
                optionalInt(row, 9),
                optionalInt(row, 10),
                row.getInt(11),
                text(row, 12),
                text(row, 13),
                text(row, 5).equalsIgnoreCase("YES"),
                isGenerated(extra),
                extra.contains("auto_increment"),
                extra.contains("on update"),
                hasMembers ? Members.parse(columnType) : List.of(),
                optionalLong(row, 14));
    }

    /** MySQL says DEFAULT_GENERATED of an ordinary column with an expression as default; old MariaDB says PERSISTENT. */
    private static boolean isGenerated(String extra) {
        return extra.contains("virtual")
                || extra.contains("stored")
                || extra.contains("persistent");
    }

    private Map<String, List<UniqueIndex>> indexes(String database) throws SQLException {
        String query =
                "SELECT table_name, index_name, column_name, sub_part"
                        + " FROM information_schema.statistics"
                        + " WHERE table_schema = ? AND non_unique = 0"
                        + " ORDER BY table_name, index_name, seq_in_index";
        Map<String, Map<String, List<UniqueIndex.Part>>> parts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parts.computeIfAbsent(row.getString(1), table -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getString(2), index -> new ArrayList<>())
                            .add(
                                    new UniqueIndex.Part(
                                            Optional.ofNullable(row.getString(3)), row.getInt(4)));
                }
            }
        }
        Map<String, List<UniqueIndex>> indexes = new HashMap<>();
        parts.forEach((table, byName) -> indexes.put(table, primaryFirst(byName)));
        return indexes;
    }

    private static List<UniqueIndex> primaryFirst(Map<String, List<UniqueIndex.Part>> byName) {
        List<UniqueIndex> indexes = new ArrayList<>();
        byName.forEach(
                (name, parts) -> {
                    UniqueIndex index = new UniqueIndex(name, parts);
                    indexes.add(index.isPrimary() ? 0 : indexes.size(), index);
                });
        return indexes;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static OptionalLong optionalLong(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static OptionalInt optionalInt(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
