package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks at the tool's ledger on MySQL: when the first and the last commit became visible. One thread. */
final class LedgerWatch implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final String query;
    private long initialLsn = -1;
    private long lsn;
    private long signature;
    private long firstLsn = -1;
    private long firstNanos;
    private long lastNanos;

    LedgerWatch(Target target) throws SQLException {
        connection = target.connect();
        statement = connection.createStatement();
        query =
                "select lsn, (select sum(lsn) from "
                        + target.database().ledgerDatabase()
                        + ".position) from "
                        + target.database().ledgerDatabase()
                        + ".position order by lsn desc limit 1";
        look();
    }

    /** Looks once. */
    void look() throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                return;
            }
            long now = System.nanoTime();
            lsn = row.getLong(1);
            if (initialLsn == -1) {
                initialLsn = lsn;
                signature = row.getLong(2);
            }
            if (lsn == initialLsn) {
                return;
            }
            if (firstLsn == -1) {
                firstLsn = lsn;
                firstNanos = now;
                lastNanos = now;
                signature = row.getLong(2);
            } else if (row.getLong(2) != signature) {
                signature = row.getLong(2);
                lastNanos = now;
            }
        }
    }

    /** The highest position committed. */
    long lsn() {
        return lsn;
    }

    /** The highest position at the first look that saw a commit. */
    long firstLsn() {
        return firstLsn;
    }

    /** From the first look that saw a commit to the one that saw the last. */
    double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    /** From a moment to the look that saw the last commit. */
    double secondsSince(long nanos) {
        return (lastNanos - nanos) / 1e9;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
