package org.opengauss.reversemigration.crash;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/**
 * Asks MySQL how many transactions the tool has open, again and again, so that a test can say that its chunks were large
 * and several at a time. In a thread of its own.
 */
final class InFlight implements AutoCloseable {
    private static final int PAUSE_MILLIS = 10;

    private final Connection mysql;
    private final String user;
    private final Thread thread = new Thread(this::run, "in-flight");
    private final CountDownLatch stop = new CountDownLatch(1);
    private long looks;
    private long several;
    private int most;
    private long before;
    private long after;

    private InFlight(Connection mysql, String user) {
        this.mysql = mysql;
        this.user = user;
        thread.setDaemon(true);
    }

    /** The connection is then used by this object only. */
    static InFlight start(Connection mysql, String user) {
        InFlight inFlight = new InFlight(mysql, user);
        inFlight.thread.start();
        return inFlight;
    }

    private void run() {
        try (mysql;
                Statement statement = mysql.createStatement()) {
            before = ended(statement);
            do {
                look(statement);
            } while (!stop.await(PAUSE_MILLIS, MILLISECONDS));
            after = ended(statement);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count transactions", e);
        }
    }

    private void look(Statement statement) throws SQLException {
        int open =
                number(
                        statement,
                        "select count(*) from performance_schema.events_transactions_current e"
                                + " join performance_schema.threads t using (thread_id)"
                                + " where e.state = 'ACTIVE' and t.processlist_user = '"
                                + user
                                + "'");
        looks++;
        several += open > 1 ? 1 : 0;
        most = Math.max(most, open);
    }

    private int ended(Statement statement) throws SQLException {
        return number(
                statement,
                "select coalesce(sum(count_star), 0)"
                        + " from performance_schema.events_transactions_summary_by_user_by_event_name"
                        + " where user = '"
                        + user
                        + "'");
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** In words, once it is finished. */
    String told() {
        return "%d transactions of the tool on MySQL, up to %d open at once, several at %d of %d looks"
                .formatted(after - before, most, several, looks);
    }

    @Override
    public void close() {
        finish();
    }

    /** Looks no more. */
    void finish() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
