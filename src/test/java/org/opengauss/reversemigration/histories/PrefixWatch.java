package org.opengauss.reversemigration.histories;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A reader that takes one consistent snapshot of MySQL after another and holds each to the state the source had at the
 * position that the ledger shows in the same snapshot. In a thread of its own.
 */
final class PrefixWatch implements AutoCloseable {
    private final Connection mysql;
    private final String ledger;
    private final History history;
    private final Thread thread = new Thread(this::run, "prefix-watch");
    private final TreeSet<Integer> states = new TreeSet<>();
    private volatile int applied;
    private volatile boolean stopped;
    private volatile String problem = "";
    private volatile int snapshots;
    private volatile int mostOpen;

    /** The connection is then used by the watch only. */
    private PrefixWatch(Connection mysql, String ledger, History history) {
        this.mysql = mysql;
        this.ledger = ledger;
        this.history = history;
        thread.setDaemon(true);
    }

    static PrefixWatch start(Connection mysql, String ledger, History history) throws SQLException {
        PrefixWatch watch = new PrefixWatch(mysql, ledger, history);
        try (Statement statement = mysql.createStatement()) {
            statement.execute("set session transaction isolation level repeatable read");
        }
        watch.thread.start();
        return watch;
    }

    private void run() {
        try (mysql;
                Statement statement = mysql.createStatement()) {
            while (problem.isEmpty() && !stopped) {
                look(statement);
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            problem = "the snapshots ended: " + e;
        }
    }

    private void look(Statement statement) throws SQLException {
        statement.execute("start transaction with consistent snapshot");
        Ledger at = Ledger.read(statement, ledger, history);
        List<List<String>> tables = new ArrayList<>();
        for (Table table : history.tables()) {
            tables.add(rows(statement, table));
        }
        statement.execute("commit");
        snapshots++;
        int lowest = at.lowest(history.tables());
        if (lowest < applied) {
            problem = "the ledger went back from " + applied + " to " + lowest;
            return;
        }
        for (int table = 0; table < tables.size() && problem.isEmpty(); table++) {
            judge(at.of(history.tables().get(table).name()), table, tables.get(table));
        }
        states.add(at.highest(history.tables()));
        applied = lowest;
        mostOpen = Math.max(mostOpen, open(statement));
    }

    private void judge(int upTo, int table, List<String> rows) {
        long digest = rows.stream().mapToLong(Row::hash).sum();
        if (digest != history.digest(upTo, table)) {
            problem =
                    "not the state after transaction "
                            + upTo
                            + ": "
                            + history.differences(upTo, table, rows);
        }
    }

    private static List<String> rows(Statement statement, Table table) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = table.columns().size();
        try (ResultSet result = statement.executeQuery(table.select())) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    Row.append(row, result.getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static int open(Statement statement) throws SQLException {
        try (ResultSet result =
                statement.executeQuery(
                        "select count(*) from performance_schema.events_transactions_current"
                                + " where state = 'ACTIVE'")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Transactions of the history that are wholly on MySQL. */
    int applied() {
        return applied;
    }

    /** A state that the source never had; empty is good. */
    String problem() {
        return problem;
    }

    int snapshots() {
        return snapshots;
    }

    int states() {
        return states.size();
    }

    /** Transactions of MySQL that were open at one time. */
    int mostOpen() {
        return mostOpen;
    }

    /** Ends after the snapshot being taken. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
