package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Times single-row autocommitted inserts: what one MySQL commit takes. Its thread ends with {@link #close}. */
final class CommitProbe implements AutoCloseable {
    private static final long PAUSE_NANOS = 10_000_000;

    private final Connection connection;
    private final Thread thread = new Thread(this::insert, "bench-commit-probe");
    private final Delays delays = new Delays();
    private volatile boolean closed;
    private volatile SQLException failure;

    CommitProbe(Target target) throws SQLException {
        connection = target.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists probe (id int auto_increment primary key, v int)");
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void insert() {
        try (Statement statement = connection.createStatement()) {
            while (!closed) {
                long begin = System.nanoTime();
                statement.executeUpdate("insert into probe (v) values (1)");
                delays.add(System.nanoTime() - begin);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** Ends it and gives what it has measured. */
    Delays end() throws SQLException, InterruptedException {
        closed = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        return delays;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        connection.close();
    }
}
