package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.standin.Tape;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.SourceDatabase;

/** A backlog to be drained as often as one likes, each time from a slot of its own. One thread. */
final class Source implements AutoCloseable {
    private final PostgresDatabase behind;
    private final SourceDatabase database;
    private Lsn end;
    private long[] commits = new long[0];
    private int slots;

    private Source(PostgresDatabase behind, SourceDatabase database, Lsn end) {
        this.behind = behind;
        this.database = database;
        this.end = end;
    }

    /** Serves a tape. */
    static Source replay(Workload workload, Tape tape) throws SQLException {
        PostgresDatabase behind = PostgresDatabase.create();
        try {
            SourceDatabase database =
                    SourceDatabase.of(behind, StandIn.play(behind, Manners.A_6_0, tape));
            createTables(database, workload);
            return new Source(behind, database, tape.end());
        } catch (SQLException e) {
            behind.close();
            throw e;
        }
    }

    private static void createTables(SourceDatabase database, Workload workload)
            throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int table = 1; table <= workload.tables(); table++) {
                for (String sql : workload.shape().sourceDefinition(table).split(";")) {
                    statement.execute(sql);
                }
            }
        }
    }

    /**
     * The real pipeline: PostgreSQL, loaded with the workload, decoded behind the gateway.
     *
     * @param streams how often it will be drained
     */
    static Source standIn(Workload workload, int transactions, int streams) throws Exception {
        PostgresDatabase behind = PostgresDatabase.create();
        SourceDatabase database = SourceDatabase.standIn(behind, Manners.A_6_0);
        try {
            createTables(database, workload);
            Source source = new Source(behind, database, Lsn.ZERO);
            source.load(workload, transactions, streams);
            return source;
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    private void load(Workload workload, int transactions, int streams) throws Exception {
        database.execute("create table " + Shape.LAST + " (id int primary key, c varchar(8192))");
        try (Connection connection = behind.connect();
                Statement statement = connection.createStatement()) {
            SourceSql.prefill(connection, workload, transactions);
            if (workload.shape() == Shape.SYSBENCH) {
                for (int table = 1; table <= workload.tables(); table++) {
                    String name = Shape.table(table);
                    statement.execute(
                            "create sequence %1$s_id; alter table %1$s alter id set default nextval('%1$s_id')"
                                    .formatted(name));
                }
            }
            for (int i = 1; i <= streams; i++) {
                createSlot("bench" + i);
            }
            if (workload.sysbenchScript().isEmpty()) {
                SourceSql.play(connection, workload, transactions);
            } else {
                Sysbench.run(
                        workload.sysbenchScript(),
                        behind,
                        workload.tables(),
                        Math.max(1, workload.prefilled(transactions)),
                        transactions);
            }
            try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
                row.next();
                end = Lsn.parse(row.getString(1));
            }
            // two frames more, so that the last row of the workload is in a full one
            statement.execute(
                    "insert into "
                            + Shape.LAST
                            + " select i, repeat('x', 8000) from generate_series(1, 300) i");
        }
    }

    /** What MySQL must hold when all is drained. */
    ExpectedState state(Workload workload) throws SQLException {
        try (Connection connection = behind.connect()) {
            return ExpectedState.of(workload, connection);
        }
    }

    /** What a reader has found in the stream: the ends of its commits. */
    void holds(long[] commitEnds) {
        commits = commitEnds;
        end = new Lsn(commitEnds[commitEnds.length - 1]);
    }

    /** How many transactions end at or below a position. */
    long transactionsAt(long lsn) {
        int place = Arrays.binarySearch(commits, lsn);
        return place >= 0 ? place + 1 : -place - 1;
    }

    SourceDatabase database() {
        return database;
    }

    /** Position of the last commit. */
    Lsn end() {
        return end;
    }

    /** How far the client of a slot says it has come. */
    Lsn confirmed(String slot) {
        return database.standIn().confirmed(slot);
    }

    boolean isStreaming() {
        return database.standIn().faults().openStreams() > 0;
    }

    String nextSlot() {
        return "bench" + ++slots;
    }

    void createSlot(String slot) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select * from pg_create_logical_replication_slot('"
                            + slot
                            + "', 'mppdb_decoding')");
        }
    }

    /** Drops the slot, if it was made. */
    void forget(String slot) throws SQLException {
        behind.execute(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '"
                        + slot
                        + "'");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
