package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.opengauss.reversemigration.testbed.TargetServer;

/** Writes a workload's rows into MySQL as the original tool does: each change an autocommitted statement. */
final class RowAtATime {
    /** What it reached. */
    record Result(int connections, long rows, double seconds, double rowsPerSecond) {}

    private final TargetServer server;
    private final Workload workload;

    RowAtATime(TargetServer server, Workload workload) {
        this.server = server;
        this.workload = workload;
    }

    /** Writes for that long at most. */
    Result run(int connections, int transactions, Duration box) throws Exception {
        try (Target target = Target.create(server, workload, transactions)) {
            int ids = transactions * workload.rowsPerTransaction();
            Crew.Result result =
                    Crew.run(
                            connections,
                            i ->
                                    () ->
                                            write(
                                                    target,
                                                    transactions,
                                                    box,
                                                    new Share(
                                                            i,
                                                            connections,
                                                            workload.tables(),
                                                            ids)));
            return new Result(connections, result.rows(), result.seconds(), result.rate());
        }
    }

    private long write(Target target, int transactions, Duration box, Share share)
            throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            Singles singles =
                    new Singles(workload, share, statement, System.nanoTime() + box.toNanos());
            try {
                workload.play(transactions, singles);
            } catch (LoaderBatch.Failure e) {
                throw e.cause();
            }
            return singles.rows;
        }
    }

    private static final class Singles implements Changes {
        private final Workload workload;
        private final Share share;
        private final Statement statement;
        private final long deadline;
        private final SqlText text;
        private long rows;

        Singles(Workload workload, Share share, Statement statement, long deadline) {
            this.workload = workload;
            this.share = share;
            this.statement = statement;
            this.deadline = deadline;
            this.text = new SqlText(workload.shape());
        }

        /** Every connection has the hot row; of other rows, each has its own. */
        private boolean has(int table, Row row) {
            int part = share.tables() < share.connections() ? row.id() : table;
            return workload == Workload.HOT_ROW || part % share.connections() == share.connection();
        }

        @Override
        public boolean isFull() {
            return System.nanoTime() > deadline;
        }

        @Override
        public void begin() {}

        @Override
        public void commit() {}

        @Override
        public void insert(int table, Row row) {
            if (has(table, row)) {
                send(text.clear().insert(table).values(row));
            }
        }

        @Override
        public void update(int table, Row old, Row row) {
            if (has(table, old)) {
                send(text.clear().updateOne(table, old, row));
            }
        }

        @Override
        public void delete(int table, Row old) {
            if (has(table, old)) {
                send(text.clear().deleteOne(table, old));
            }
        }

        private void send(SqlText sql) {
            if (isFull()) {
                return;
            }
            try {
                statement.executeUpdate(sql.toString());
                rows++;
            } catch (SQLException e) {
                throw new LoaderBatch.Failure(e);
            }
        }
    }
}
