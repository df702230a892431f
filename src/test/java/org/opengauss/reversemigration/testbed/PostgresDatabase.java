package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a PostgreSQL that belongs to one test; {@link #close} drops it with its slots and sessions. */
public record PostgresDatabase(PostgresServer server, String name) implements AutoCloseable {
    public static PostgresDatabase create(PostgresServer server) throws SQLException {
        PostgresDatabase database = new PostgresDatabase(server, Servers.freshName("rm"));
        database.asAdministrator("CREATE DATABASE \"" + database.name + "\"");
        return database;
    }

    /** One on the shared server. */
    public static PostgresDatabase create() throws SQLException {
        return create(Servers.postgres());
    }

    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs one or more statements, separated by semicolons. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        asAdministrator(
                "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots"
                        + " WHERE active_pid IS NOT NULL AND database = '%s'".formatted(name));
        asAdministrator(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = '%s'"
                        .formatted(name));
        asAdministrator("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    private void asAdministrator(String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
