package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a target server that belongs to one test and is dropped by {@link #close}. */
public record TargetDatabase(TargetServer server, String name) implements AutoCloseable {
    public static TargetDatabase create(TargetServer server) throws SQLException {
        TargetDatabase database = new TargetDatabase(server, Servers.freshName("rm"));
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `" + database.name + "` CHARACTER SET utf8mb4");
        }
        return database;
    }

    /** One on the shared server. */
    public static TargetDatabase create() throws SQLException {
        return create(Servers.target());
    }

    public String url() {
        return server.url(name);
    }

    /** An administrator's connection to it. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs one or more statements, separated by semicolons. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            // an error of a later statement shows only when its result is asked for
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {}
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + name + "`");
        }
    }
}
