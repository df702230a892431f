package org.opengauss.reversemigration.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case with its schema on a source and its database on MySQL. One thread.
 *
 * @param schema where its tables are on the source: {@code public}, or the name of the MySQL database where other cases
 *     use the same source
 */
record CaseRun(
        CaseFolder folder,
        SourceDatabase source,
        TargetDatabase target,
        String schema,
        String ledger) {
    private static final String PUBLIC = "public";

    /** Makes the tables of both sides. */
    void prepare() throws SQLException {
        if (!schema.equals(PUBLIC)) {
            source.execute("CREATE SCHEMA " + schema);
        }
        run("source");
        target.execute(text("target.sql").orElseGet(() -> folder.required("target.sql")));
    }

    /** What the application does. */
    void change() throws SQLException {
        run("changes");
    }

    private void run(String script) throws SQLException {
        Optional<String> own =
                source.isStandIn() ? text(script + ".pg.sql") : Optional.<String>empty();
        String sql =
                own.or(() -> text(script + ".sql"))
                        .orElseGet(() -> folder.required(script + ".sql"));
        SqlScript.of(sql).run(this::connect);
    }

    private Connection connect() throws SQLException {
        Connection connection = source.connect();
        if (!schema.equals(PUBLIC)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SELECT set_config('search_path', '"
                                + schema
                                + ", ' || current_setting('search_path'), false)");
            }
        }
        return connection;
    }

    void compare() throws SQLException {
        if (folder.read("sides-differ").isPresent()) {
            return;
        }
        try (Connection left = source.connect();
                Connection right = target.connect()) {
            for (String database : target.names()) {
                Comparison.assertAllEqual(left, schemaOf(database), right, database);
            }
        }
    }

    /** Compares with {@code expected.txt}, where there is one. */
    void expected() throws SQLException {
        Path file = folder.path("expected.txt");
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> databases = new HashMap<>();
        databases.put("ledger", ledger);
        for (String database : target.names()) {
            databases.put(database.equals(target.name()) ? PUBLIC : schemaOf(database), database);
        }
        try (Connection connection = target.connect()) {
            assertThat(EndState.read(file).differences(connection, databases, Set.of()))
                    .as("differences from expected.txt")
                    .isEmpty();
        }
    }

    private String schemaOf(String database) {
        if (!schema.equals(PUBLIC)) {
            return database;
        }
        return database.equals(target.name())
                ? PUBLIC
                : database.substring(target.name().length() + 1);
    }

    /** A file of the case with the names of this run in it. */
    Optional<String> text(String file) {
        return folder.read(file).map(text -> text.replace("${database}", target.name()));
    }
}
