package org.opengauss.reversemigration.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;

/**
 * One MySQL connection with the settings that exactness needs, set and read back. Sends text statements only and counts
 * matched rows. Used by one thread; autocommit is off.
 */
public final class TargetSession implements AutoCloseable {
    /** Expected by nobody: the statement may match any number of rows. */
    static final int ANY_COUNT = -1;

    private final Connection connection;
    private final Statement statement;
    private final SessionSettings settings;
    private final long id;
    private final long openedAt = System.nanoTime();

    private TargetSession(
            Connection connection, Statement statement, SessionSettings settings, long id) {
        this.connection = connection;
        this.statement = statement;
        this.settings = settings;
        this.id = id;
    }

    /**
     * Connects, sets and reads back the session.
     *
     * @throws TargetException if that fails, by the class of the error
     */
    static TargetSession open(DriverProperties driver) {
        Connection connection;
        try {
            connection = DriverManager.getConnection(driver.url(), driver.properties());
        } catch (SQLException e) {
            throw TargetErrors.notConnected(driver.server(), e);
        }
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Statement statement = connection.createStatement();
            // JDBC escapes like {d '..'} are the driver's, not MySQL's: our text goes out as it is
            statement.setEscapeProcessing(false);
            SessionSettings settings = SessionSettings.readBack(statement, driver.server());
            long id = connectionId(statement);
            connection.rollback();
            return new TargetSession(connection, statement, settings, id);
        } catch (SQLException e) {
            discard(connection);
            throw TargetErrors.failure("cannot prepare a session on MySQL " + driver.server(), e);
        } catch (RuntimeException e) {
            discard(connection);
            throw e;
        }
    }

    private static long connectionId(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT CONNECTION_ID()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public Connection connection() {
        return connection;
    }

    /** The server's number for this connection. */
    public long id() {
        return id;
    }

    /** {@code System.nanoTime()} of the opening. */
    long openedAt() {
        return openedAt;
    }

    /** The largest packet the server takes, in bytes. */
    public long maxAllowedPacket() {
        return settings.maxAllowedPacket();
    }

    /** Executes one statement and returns the rows it matched. */
    long update(String sql) throws SQLException {
        statement.execute(sql);
        return statement.getLargeUpdateCount();
    }

    /**
     * Executes several statements, separated by {@code ;}, in one round trip. All results have been read when it returns.
     *
     * @return the number of the first statement whose count was not the expected one, or -1
     * @throws SQLException if a statement failed; it does not tell which, and those behind it were dropped
     */
    int updateAll(String sql, int[] expected, int statements) throws SQLException {
        int wrong = -1;
        int seen = 0;
        boolean isResultSet = statement.execute(sql);
        while (true) {
            if (!isResultSet) {
                long count = statement.getLargeUpdateCount();
                if (count < 0) {
                    break;
                }
                if (seen >= statements) {
                    throw new IllegalStateException("more results than statements");
                }
                if (wrong < 0 && expected[seen] != ANY_COUNT && count != expected[seen]) {
                    wrong = seen;
                }
                seen++;
            }
            isResultSet = statement.getMoreResults();
        }
        if (seen != statements) {
            throw new IllegalStateException(statements + " statements but " + seen + " results");
        }
        return wrong;
    }

    /** Sends a packet whose results do not matter as long as none is an error. */
    void executeAll(String sql) throws SQLException {
        boolean isResultSet = statement.execute(sql);
        while (isResultSet || statement.getLargeUpdateCount() >= 0) {
            isResultSet = statement.getMoreResults();
        }
    }

    /** Whether the server still answers on this connection. */
    boolean answers() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes the socket without a word to the server; an open transaction is rolled back there. */
    void abandon() {
        try {
            Executor here = Runnable::run;
            connection.abort(here);
        } catch (SQLException e) {
            discard(connection);
        }
    }

    @Override
    public void close() {
        discard(connection);
    }

    private static void discard(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // nothing is left to be done with it, and the server notices by itself
        }
    }
}
