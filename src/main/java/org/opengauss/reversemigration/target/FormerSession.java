package org.opengauss.reversemigration.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * A session whose link was lost. The server may not know yet and hold its transaction and locks until {@code
 * wait_timeout}, so it is ended by its number.
 *
 * @param id the server's number for the connection
 * @param openedAt {@code System.nanoTime()} of its opening
 */
record FormerSession(long id, long openedAt) {
    /**
     * Ends it if it still is there. Numbers start anew with the server and differ on another one, so it must be older
     * than what we lost and belong to our own user; a COMMIT that waits in it is rolled back or made, the caller asks.
     */
    void killOn(TargetSession session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            if (serverRestartedSince(statement) || !isOurs(statement)) {
                return;
            }
            statement.execute("KILL " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != TargetErrors.NO_SUCH_THREAD) {
                throw e;
            }
        } finally {
            session.connection().rollback();
        }
    }

    private boolean serverRestartedSince(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Uptime'")) {
            long ours = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - openedAt);
            return !rows.next() || rows.getLong(2) + 2 < ours;
        }
    }

    private boolean isOurs(Statement statement) throws SQLException {
        String user;
        try (ResultSet rows = statement.executeQuery("SELECT USER()")) {
            rows.next();
            String account = rows.getString(1);
            user = account.substring(0, account.lastIndexOf('@'));
        }
        try (ResultSet rows = statement.executeQuery("SHOW PROCESSLIST")) {
            while (rows.next()) {
                if (rows.getLong(1) == id) {
                    return user.equals(rows.getString(2));
                }
            }
        }
        return false;
    }
}
