package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

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

    /** Where the tool of this test keeps its ledger, unless its configuration says otherwise. */
    public String ledgerDatabase() {
        return "ledger_" + name;
    }

    /** This database and those that were made beside it: NAME_ANYTHING. */
    List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = server.connect("");
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT schema_name FROM information_schema.schemata"
                                        + " WHERE schema_name = ? OR schema_name LIKE ?")) {
            statement.setString(1, name);
            statement.setString(2, name.replace("_", "\\_") + "\\_%");
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    /** Drops all of {@link #names} and the ledger. */
    @Override
    public void close() throws SQLException {
        List<String> all = new ArrayList<>(names());
        all.add(ledgerDatabase());
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String database : all) {
                statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
            }
        }
    }
}
