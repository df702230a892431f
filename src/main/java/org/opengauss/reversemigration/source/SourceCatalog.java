package org.opengauss.reversemigration.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TableName;

/**
 * Reads which tables there are and which old row each one's changes carry. Only the columns of openGauss 3.0's catalog
 * are used. Partitions stand in pg_partition there, so a partitioned table is one row of pg_class.
 */
final class SourceCatalog {
    private static final String TABLES =
            """
            SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.relreplident,
                   array_to_string(c.reloptions, ',')
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence IN ('p', 'u')
             ORDER BY n.nspname, c.relname""";

    /** Key columns in table order, as the stream prints them. A deferrable or invalid index identifies no row. */
    private static final String KEYS =
            """
            SELECT i.indrelid, i.indisprimary, i.indisreplident, a.attname
              FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
             WHERE (i.indisprimary OR i.indisreplident) AND i.indisvalid AND i.indimmediate
               AND a.attnum > 0
             ORDER BY i.indrelid, i.indexrelid, a.attnum""";

    private static final String COLUMNS =
            """
            SELECT a.attrelid, a.attname, a.atttypid = 16
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
               AND (a.atttypid = 16 OR c.relreplident = 'f')
             ORDER BY a.attrelid, a.attnum""";

    private record Relation(
            long oid,
            TableName name,
            String kind,
            String persistence,
            String identity,
            String options) {
        /** Why the stream never carries the table's rows; empty where it does. */
        String silence() {
            if (kind.equals("f")) {
                return "a foreign table";
            }
            if (persistence.equals("u")) {
                return "an unlogged table";
            }
            return options.contains("orientation=column") ? "a column-store table" : "";
        }
    }

    private final SourceSession session;
    private final TableFilter filter;

    SourceCatalog(SourceSession session, TableFilter filter) {
        this.session = session;
        this.filter = filter;
    }

    List<SourceTable> tables() {
        Map<Long, List<String>> primary = new HashMap<>();
        Map<Long, List<String>> index = new HashMap<>();
        session.query(
                "read the replica identities",
                KEYS,
                row -> {
                    long table = row.getLong(1);
                    String column = row.getString(4);
                    if (row.getBoolean(2)) {
                        add(primary, table, column);
                    }
                    if (row.getBoolean(3)) {
                        add(index, table, column);
                    }
                    return column;
                });
        Map<Long, List<String>> all = new HashMap<>();
        Map<Long, List<String>> booleans = new HashMap<>();
        session.query(
                "read the columns",
                COLUMNS,
                row -> {
                    long table = row.getLong(1);
                    String column = row.getString(2);
                    add(all, table, column);
                    if (row.getBoolean(3)) {
                        add(booleans, table, column);
                    }
                    return column;
                });
        List<SourceTable> tables = new ArrayList<>();
        for (Relation relation : relations()) {
            if (relation.silence().isEmpty()) {
                tables.add(table(relation, primary, index, all, booleans));
            }
        }
        return tables;
    }

    /** Tables that the filter lets through but no stream carries, each with the reason. */
    List<String> silentTables() {
        return relations().stream()
                .filter(relation -> !relation.silence().isEmpty())
                .map(relation -> relation.name() + " is " + relation.silence())
                .toList();
    }

    private List<Relation> relations() {
        List<Relation> relations =
                session.query(
                        "read the tables",
                        TABLES,
                        row ->
                                new Relation(
                                        row.getLong(1),
                                        new TableName(row.getString(2), row.getString(3)),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7) == null ? "" : row.getString(7)));
        return relations.stream().filter(relation -> filter.replicates(relation.name())).toList();
    }

    private static SourceTable table(
            Relation relation,
            Map<Long, List<String>> primary,
            Map<Long, List<String>> index,
            Map<Long, List<String>> all,
            Map<Long, List<String>> booleans) {
        SourceTable.Identity identity;
        List<String> columns;
        switch (relation.identity()) {
            case "f" -> {
                identity = SourceTable.Identity.FULL;
                columns = columns(all, relation);
            }
            case "i" -> {
                identity = SourceTable.Identity.INDEX;
                columns = columns(index, relation);
            }
            case "n" -> {
                identity = SourceTable.Identity.NONE;
                columns = List.of();
            }
            default -> {
                identity = SourceTable.Identity.PRIMARY_KEY;
                columns = columns(primary, relation);
            }
        }
        return new SourceTable(
                relation.name(),
                columns.isEmpty() ? SourceTable.Identity.NONE : identity,
                columns,
                columns(booleans, relation));
    }

    private static List<String> columns(Map<Long, List<String>> columns, Relation relation) {
        return columns.getOrDefault(relation.oid(), List.of());
    }

    private static void add(Map<Long, List<String>> columns, long table, String column) {
        columns.computeIfAbsent(table, key -> new ArrayList<>()).add(column);
    }
}
