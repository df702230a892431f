package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** A source and a target for one test, and the questions every test of faults asks of them. One thread. */
record TwoEnds(SourceDatabase source, TargetDatabase target) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static TwoEnds create(Manners manners, TargetDatabase target) throws SQLException {
        return new TwoEnds(SourceDatabase.create(manners), target);
    }

    /** On the servers that all tests share. */
    static TwoEnds create(Manners manners) throws SQLException {
        return create(manners, TargetDatabase.create());
    }

    /** The same statements on both sides; what only one side knows is run there. */
    TwoEnds tables(String... definitions) throws SQLException {
        for (String definition : definitions) {
            source.execute(definition);
            target.execute(definition);
        }
        return this;
    }

    /** A table without any key: a row applied twice shows as one too many. */
    TwoEnds keyless(String table) throws SQLException {
        tables("create table " + table + " (id int, v int)");
        source.execute("alter table " + table + " replica identity full");
        return this;
    }

    ToolConfig config() {
        return ToolConfig.of(source, target);
    }

    /** Runs {@code create}, which must succeed. */
    ToolConfig created(ToolConfig config) {
        ToolProcess.Result result = ToolProcess.run(config, "create");
        assertThat(result.exitCode()).as(result.all()).isZero();
        return config;
    }

    void awaitEqual(ToolProcess tool, String... tables) throws SQLException {
        awaitEqual(tool, PATIENCE, tables);
    }

    void awaitEqual(ToolProcess tool, Duration patience, String... tables) throws SQLException {
        for (String table : tables) {
            tool.await(table + " is equal on both sides", patience, () -> areEqual(table));
        }
    }

    boolean areEqual(String... tables) throws SQLException {
        try (Connection there = source.connect();
                Connection here = target.connect()) {
            for (String table : tables) {
                if (!Comparison.differences(there, "public", table, here, target.name(), table)
                        .isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }

    void assertEqual(String... tables) throws SQLException {
        try (Connection there = source.connect();
                Connection here = target.connect()) {
            for (String table : tables) {
                Comparison.assertEqual(there, "public", table, here, target.name(), table);
            }
        }
    }

    /** For tables too large to compare row by row: the same query, in words both sides know, gives the same row. */
    void awaitSame(ToolProcess tool, Duration patience, String query) throws SQLException {
        String expected;
        try (Connection there = source.connect()) {
            expected = row(there, query);
        }
        tool.await(
                expected + " is the answer on MySQL to " + query,
                patience,
                () -> {
                    try (Connection here = target.connect()) {
                        return row(here, query).equals(expected);
                    }
                });
    }

    static String row(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    text.append(rows.getString(column)).append(';');
                }
            }
            return text.toString();
        }
    }

    /** SIGTERM, after which the tool must end by itself with 0. */
    static void stop(ToolProcess tool) {
        ToolProcess.Result stopped = tool.stop();
        assertThat(stopped.exitCode()).as(stopped.all()).isZero();
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
