package org.opengauss.reversemigration.histories;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the ledger says of each scope, in transactions of the history. */
final class Ledger {
    private final Map<String, Integer> scopes;

    private Ledger(Map<String, Integer> scopes) {
        this.scopes = scopes;
    }

    static Ledger read(Statement statement, String database, History history) throws SQLException {
        Map<String, Integer> scopes = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select scope, lsn, kind from `" + database + "`.position")) {
            while (rows.next()) {
                scopes.put(
                        rows.getString(1),
                        history.upTo(rows.getLong(2), rows.getString(3).equalsIgnoreCase("start")));
            }
        }
        return new Ledger(scopes);
    }

    /** What every table has; commits of whole transactions go in source order, so the highest counts. */
    int everyTable() {
        return scopes.entrySet().stream()
                .filter(e -> e.getKey().startsWith("lane-") || e.getKey().equals("watermark"))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Where tables are applied by themselves, one may be further than the others. */
    int of(String table) {
        return Math.max(everyTable(), scopes.getOrDefault("table:public." + table, 0));
    }

    int highest(List<Table> tables) {
        return tables.stream().mapToInt(table -> of(table.name())).max().orElse(0);
    }

    int lowest(List<Table> tables) {
        return tables.stream().mapToInt(table -> of(table.name())).min().orElse(0);
    }
}
