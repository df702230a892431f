package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
    private final Lsn end;
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
