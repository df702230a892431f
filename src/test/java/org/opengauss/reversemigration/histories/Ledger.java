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

    int highest() {
        return scopes.values().stream().mapToInt(n -> n).max().orElse(0);
    }

    /** Commits go in source order, so the highest position counts for every table. */
    int of(String table) {
        return highest();
    }

    int lowest(List<Table> tables) {
        return tables.stream().mapToInt(table -> of(table.name())).min().orElse(0);
    }
}
