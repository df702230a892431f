package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Writes a workload's transactions into PostgreSQL, many in one message. One thread. */
final class SourceSql implements Changes {
    private static final int MESSAGE_BYTES = 1 << 18;

    private final Statement statement;
    private final SqlText text;

    private SourceSql(Workload workload, Statement statement) {
        this.statement = statement;
        this.text = new SqlText(workload.shape());
    }

    /** The rows that the tables have before. */
    static void prefill(Connection connection, Workload workload, int transactions)
            throws SQLException {
        int rows = workload.prefilled(transactions);
        write(
                connection,
                workload,
                changes -> {
                    for (int table = 1; rows > 0 && table <= workload.tables(); table++) {
                        changes.begin();
                        for (int id = 1; id <= rows; id++) {
                            changes.insert(table, Workload.prefilledRow(table, id, rows));
                        }
                        changes.commit();
                    }
                });
    }

    static void play(Connection connection, Workload workload, int transactions)
            throws SQLException {
        write(connection, workload, changes -> workload.play(transactions, changes));
    }

    private static void write(Connection connection, Workload workload, Consumer<SourceSql> writing)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SourceSql sql = new SourceSql(workload, statement);
            writing.accept(sql);
            sql.send(0);
        } catch (LoaderBatch.Failure e) {
            throw e.cause();
        }
    }

    @Override
    public void begin() {
        text.add("BEGIN;");
    }

    @Override
    public void insert(int table, Row row) {
        text.insert(table).values(row).add(";");
        send(MESSAGE_BYTES);
    }

    @Override
    public void update(int table, Row old, Row row) {
        text.updateOne(table, old, row).add(";");
    }

    @Override
    public void delete(int table, Row old) {
        text.deleteOne(table, old).add(";");
    }

    @Override
    public void commit() {
        text.add("COMMIT;");
        send(MESSAGE_BYTES);
    }

    private void send(int above) {
        if (text.length() <= above) {
            return;
        }
        try {
            statement.execute(text.toString());
            text.clear();
        } catch (SQLException e) {
            throw new LoaderBatch.Failure(e);
        }
    }
}
