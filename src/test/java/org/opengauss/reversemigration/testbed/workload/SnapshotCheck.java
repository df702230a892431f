package org.opengauss.reversemigration.testbed.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Asks of one consistent snapshot of MySQL whether the source ever was in that state: the journal must hold the transactions
 * 1 to some n without a gap, and every table what exactly these transactions left. One thread.
 */
public final class SnapshotCheck implements AutoCloseable {
    private static final String BALANCES =
            """
            select concat('current ', id) as account, balance from account_current
            union all select concat('savings ', code), balance from account_savings
            union all select concat('reserve ', region, '.', branch), balance from account_reserve
            union all select concat('cash ', holder), balance from account_cash
            """;

    /**
     * What one snapshot showed.
     *
     * @param transactions of the workload, all from the first on
     * @param problems empty if the source was in that state
     */
    public record Snapshot(long transactions, List<String> problems) {}

    private final Connection mysql;
    private final History history;

    /** The connection is then used by the check only. */
    public SnapshotCheck(Connection mysql, History history) throws SQLException {
        this.mysql = mysql;
        this.history = history;
        try (Statement statement = mysql.createStatement()) {
            statement.execute("set session transaction isolation level repeatable read");
        }
    }

    /** Takes a snapshot and judges it. */
    public Snapshot take() throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("start transaction with consistent snapshot");
            try {
                return judge(statement);
            } finally {
                statement.execute("rollback");
            }
        }
    }

    private Snapshot judge(Statement statement) throws SQLException {
        List<String> problems = new ArrayList<>();
        long highest = number(statement, "select coalesce(max(seq), 0) from journal");
        // asked after the snapshot was taken, so it can only be higher
        long begun = history.begun();
        if (highest > begun) {
            problems.add("transaction " + highest + " is not one of the source's " + begun);
        }
        long present = number(statement, "select count(*) from journal");
        if (present != highest) {
            problems.add(present + " transactions up to number " + highest);
        }
        // every account is opened in one transaction, before the first of the journal
        if (highest == 0 && number(statement, "select count(*) from seat") == 0) {
            return new Snapshot(0, problems);
        }
        expectNone(
                statement,
                problems,
                "accounts that do not hold what the transfers left",
                "select b.account from ("
                        + BALANCES
                        + ") b left join (select account, sum(amount) as moved from journal_leg group by account) l"
                        + " on l.account = b.account where b.balance <> coalesce(l.moved, 0)");
        expectNone(
                statement,
                problems,
                "a total that is not 0",
                "select sum(balance) from (" + BALANCES + ") b having sum(balance) <> 0");
        expectNone(
                statement,
                problems,
                "items unlike the journal (rows, quantity, by session)",
                sumsDiffer("item", "count(*)", "sum(quantity)", "item_rows", "item_quantity"));
        expectNone(
                statement,
                problems,
                "log entries unlike the journal (rows, amount, by session)",
                sumsDiffer("log_entry", "count(*)", "sum(amount)", "log_rows", "log_amount"));
        expectNone(
                statement,
                problems,
                "sessions that count otherwise than the journal",
                "select c.session from session_counter c left join"
                        + " (select session, count(*) as n from journal group by session) j"
                        + " on j.session = c.session where c.transactions <> coalesce(j.n, 0)");
        expectNone(
                statement,
                problems,
                "sessions whose seats are not all taken, each once",
                """
                select c.session from session_counter c left join seat s on s.session = c.session
                group by c.session
                having count(s.id) <> %1$d or coalesce(sum(s.place), 0) <> %1$d * 100 * c.session + %2$d
                """
                        .formatted(
                                SeatScenes.PLACES,
                                SeatScenes.PLACES * (SeatScenes.PLACES - 1) / 2));
        return new Snapshot(highest, problems);
    }

    private static String sumsDiffer(
            String table, String rows, String sum, String journalRows, String journalSum) {
        return """
        select j.session, j.n, t.n, j.s, t.s from
            (select session, sum(%4$s) as n, sum(%5$s) as s from journal group by session) j
        left join
            (select session, %2$s as n, %3$s as s from %1$s group by session) t on t.session = j.session
        where j.n <> coalesce(t.n, 0) or j.s <> coalesce(t.s, 0)
        """
                .formatted(table, rows, sum, journalRows, journalSum);
    }

    private static void expectNone(
            Statement statement, List<String> problems, String what, String query)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            StringJoiner found = new StringJoiner("; ", what + ": ", "");
            found.setEmptyValue("");
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringJoiner row = new StringJoiner(", ");
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                found.add(row.toString());
            }
            if (found.length() > 0) {
                problems.add(found.toString());
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        mysql.close();
    }
}
