package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.TargetServer;

/** A fresh database of the benchmark's MySQL with the tables of one workload, prefilled; dropped by {@link #close}. */
record Target(TargetDatabase database) implements AutoCloseable {
    private static final int PREFILL_ROWS = 500;

    static Target create(TargetServer server, Workload workload, int transactions)
            throws SQLException {
        purge(server);
        Target target = new Target(TargetDatabase.create(server));
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            for (int table = 1; table <= workload.tables(); table++) {
                statement.execute(workload.shape().targetDefinition(table));
            }
            statement.execute(
                    "create table " + Shape.LAST + " (id int primary key, c varchar(8192))");
            prefill(connection, statement, workload, transactions);
        } catch (SQLException e) {
            target.close();
            throw e;
        }
        return target;
    }

    /** What earlier runs have left to be written or kept must not weigh on the next one. */
    private static void purge(TargetServer server) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(server.isMariaDb() ? "RESET MASTER" : "RESET BINARY LOGS AND GTIDS");
        }
    }

    private static void prefill(
            Connection connection, Statement statement, Workload workload, int transactions)
            throws SQLException {
        int rows = workload.prefilled(transactions);
        SqlText text = new SqlText(workload.shape());
        connection.setAutoCommit(false);
        for (int table = 1; table <= workload.tables(); table++) {
            for (int id = 1; id <= rows; id++) {
                if (text.isEmpty()) {
                    text.insert(table);
                } else {
                    text.add(",");
                }
                text.values(Workload.prefilledRow(table, id, rows));
                if (id % PREFILL_ROWS == 0 || id == rows) {
                    statement.execute(text.toString());
                    text.clear();
                }
            }
            connection.commit();
        }
    }

    /** A connection as a client would have it: statements go as they are written. */
    Connection connect() throws SQLException {
        TargetServer server = database.server();
        return DriverManager.getConnection(
                server.url(database.name())
                        + "&useServerPrepStmts=false&cacheServerConfiguration=true&useLocalSessionState=true",
                server.adminUser(),
                server.adminPassword());
    }

    List<String> differences(ExpectedState expected) throws SQLException {
        try (Connection connection = connect()) {
            return expected.differences(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
