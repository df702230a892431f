package org.opengauss.reversemigration.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/**
 * Small transactions over {@code t (id, v)}, keyed, and {@code k (id, v)}, keyless, for as long as it is open. Works behind
 * the gateway, whose faults are not for it. {@link #close} waits for its end and fails if it failed.
 */
final class Load implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final PostgresDatabase database;
    private final Future<?> result;
    private volatile boolean ended;
    private volatile int transactions;

    private Load(PostgresDatabase database) {
        this.database = database;
        this.result = thread.submit(this::work);
    }

    static Load on(PostgresDatabase database) {
        return new Load(database);
    }

    /** Transactions committed so far. */
    int transactions() {
        return transactions;
    }

    private Void work() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!ended) {
                int n = transactions;
                statement.execute(
                        "begin; insert into k values (%1$d %% 3, 7);".formatted(n)
                                + "update t set v = v + 1 where id = %1$d %% 50; delete from t where id = 100 + %1$d %% 10;"
                                        .formatted(n)
                                + "insert into t values (100 + %1$d %% 10, %1$d); commit"
                                        .formatted(n));
                transactions = n + 1;
            }
            return null;
        }
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        thread.shutdown();
        try {
            result.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load failed", e);
        }
    }
}
