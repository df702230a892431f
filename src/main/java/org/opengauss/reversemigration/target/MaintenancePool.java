package org.opengauss.reversemigration.target;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** The few short-lived connections beside the writers': ledger, catalog, dead letters. Thread-safe. */
final class MaintenancePool implements AutoCloseable {
    private final HikariDataSource pool;

    /** Work of one MySQL transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** @param name begins the names of its threads */
    MaintenancePool(DriverProperties driver, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(driver.url());
        config.setDataSourceProperties(driver.properties());
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setIdleTimeout(60_000);
        config.setMaxLifetime(DriverProperties.WAIT_TIMEOUT.toMillis() - 30_000);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1); // connect when first asked
        this.pool = new HikariDataSource(config);
    }

    /** A connection with autocommit off; closing it gives it back and rolls back what is open. */
    Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    /**
     * Runs {@code work} and commits.
     *
     * @param tried what the message says was tried
     */
    <T> T inTransaction(String tried, Work<T> work) {
        try (Connection connection = borrow()) {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw TargetErrors.failure(tried, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
