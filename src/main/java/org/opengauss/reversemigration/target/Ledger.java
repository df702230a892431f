package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;

/**
 * Our positions on MySQL, beside the data. What is confirmed to the slot was committed here before, in a lane's row, so a
 * slot above the highest row has been moved by somebody else, or MySQL went back. Maintenance side: makes the tables, registers and claims slots. Thread-safe.
 */
public final class Ledger {
    private static final String FOR_UPDATE = "FOR UPDATE";
    private static final String NO_LOCK = "";
    private static final Duration CLAIM_PAUSE = Duration.ofMillis(250);

    private final MaintenancePool pool;
    private final LedgerTables tables;

    /** What {@link #register} found. */
    public enum Registration {
        NEW,
        SAME,
        /** The slot name was registered for another source, or for an earlier slot of that name. */
        OTHER
    }

    Ledger(MaintenancePool pool, LedgerTables tables) {
        this.pool = requireNonNull(pool, "pool is null");
        this.tables = requireNonNull(tables, "tables is null");
    }

    /** Makes database and tables where they are missing; whether anything was made. */
    public boolean create() {
        return pool.inTransaction(
                "cannot make the ledger in MySQL database " + tables.database(), tables::create);
    }

    /** Whether database and tables exist. */
    public boolean exists() {
        return pool.inTransaction(
                "cannot look for the ledger in MySQL database " + tables.database(), tables::exist);
    }

    /**
     * Notes that {@code slot} was made at {@code creation}; changes nothing if the name is registered already. Epochs
     * begin at the time in milliseconds, so that an instance of an earlier slot of that name, purged while the instance
     * slept, is fenced out as well.
     */
    public Registration register(String slot, SourceIdentity source, Lsn creation) {
        return pool.inTransaction(
                "cannot register slot " + slot + " in the ledger",
                connection -> register(connection, slot, source, creation));
    }

    private Registration register(
            Connection connection, String slot, SourceIdentity source, Lsn creation)
            throws SQLException {
        Optional<LedgerRows.Origin> present =
                LedgerRows.origin(connection, tables, slot, FOR_UPDATE);
        if (present.isPresent()) {
            return present.get().source().equals(source)
                            && present.get().creation().equals(creation)
                    ? Registration.SAME
                    : Registration.OTHER;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + tables.slotOrigin()
                                + " (slot, system_identifier, database_oid, creation_lsn, epoch, registered_at)"
                                + " VALUES (?, ?, ?, ?, FLOOR(1000 * UNIX_TIMESTAMP(NOW(3))), UTC_TIMESTAMP(6))")) {
            insert.setString(1, slot);
            insert.setString(2, source.systemIdentifier());
            insert.setLong(3, source.databaseOid());
            insert.setString(4, LedgerRows.unsigned(creation.value()));
            insert.executeUpdate();
        }
        insertScope(
                connection,
                slot,
                LedgerScopes.lane(0),
                LedgerRows.initial(creation),
                0,
                source + "/" + creation);
        return Registration.NEW;
    }

    /**
     * Takes the slot over: waits for every commit in flight, makes rows for the lanes, raises the epoch, so that what an
     * earlier instance still tries to commit fails, in whatever mode it runs.
     *
     * @param patience how long to wait for the commits of another instance; a lock wait means "not yet", never "no"
     * @throws TargetException STOPPED if the slot is not registered; transient if {@code patience} was not enough
     */
    public Claim claim(String slot, ApplyConfig.Mode mode, int writers, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = pool.borrow()) {
                Claim claim = claim(connection, slot, mode, writers);
                connection.commit();
                return claim;
            } catch (SQLException e) {
                if (TargetErrors.classOf(e) != ErrorClass.RETRY || System.nanoTime() > deadline) {
                    throw TargetErrors.failure("cannot claim slot " + slot + " in the ledger", e);
                }
                pause(slot);
            }
        }
    }

    private static void pause(String slot) {
        try {
            TimeUnit.NANOSECONDS.sleep(CLAIM_PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(
                    ExitCode.TRANSIENT, "interrupted while claiming slot " + slot, e);
        }
    }

    private Claim claim(Connection connection, String slot, ApplyConfig.Mode mode, int writers)
            throws SQLException {
        LedgerRows.Origin origin =
                LedgerRows.origin(connection, tables, slot, FOR_UPDATE)
                        .orElseThrow(
                                () ->
                                        new TargetException(
                                                ExitCode.STOPPED,
                                                "slot "
                                                        + slot
                                                        + " is not in the ledger (MySQL database "
                                                        + tables.database()
                                                        + "); run create first",
                                                null));
        List<LedgerState.ScopePosition> scopes =
                LedgerRows.scopes(connection, tables, slot, FOR_UPDATE);
        long epoch = origin.epoch();
        for (LedgerState.ScopePosition scope : scopes) {
            epoch = Math.max(epoch, scope.epoch());
        }
        epoch++;
        CommitPosition resume = LedgerRows.everyTable(scopes, origin.creation());
        Set<String> present = new HashSet<>();
        scopes.forEach(scope -> present.add(scope.scope()));
        List<String> missing = new ArrayList<>();
        for (int lane = 0; lane < writers; lane++) {
            missing.add(LedgerScopes.own(mode, lane));
        }
        if (mode == ApplyConfig.Mode.TABLE) {
            missing.add(LedgerScopes.WATERMARK);
        }
        missing.removeAll(present);
        present.addAll(missing);
        Claim claim =
                new Claim(
                        slot,
                        epoch,
                        resume,
                        LedgerRows.ahead(scopes, resume),
                        present,
                        origin.source(),
                        origin.creation());
        raiseEpoch(connection, tables.slotOrigin(), claim);
        raiseEpoch(connection, tables.position() + " FORCE INDEX (PRIMARY)", claim);
        for (String scope : missing) {
            insertScope(
                    connection,
                    slot,
                    scope,
                    LedgerRows.initial(origin.creation()),
                    epoch,
                    claim.sourceId());
        }
        if (mode == ApplyConfig.Mode.TABLE) {
            resetFences(connection, claim, writers);
        }
        DeadLetters.forgetUnblocked(connection, tables, slot, resume);
        return claim;
    }

    /**
     * To the position the claim resumes at: what a lane committed for an earlier claim may lie above changes that come
     * now, because tables go to other lanes than before.
     */
    private void resetFences(Connection connection, Claim claim, int writers) throws SQLException {
        CommitPosition resume = claim.resume();
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE "
                                + tables.position()
                                + " SET lsn = ?, kind = ?, xid = ?, csn = ?, source_commit_time = NULL"
                                + " WHERE slot = ? AND scope = ?")) {
            for (int lane = 0; lane < writers; lane++) {
                update.setString(1, LedgerRows.unsigned(resume.lsn().value()));
                update.setString(2, resume.kind().name());
                update.setString(3, LedgerRows.unsigned(resume.xid()));
                update.setString(4, LedgerRows.unsigned(resume.csn()));
                update.setString(5, claim.slot());
                update.setString(6, LedgerScopes.fence(lane));
                update.executeUpdate();
            }
        }
    }

    private static void raiseEpoch(Connection connection, String table, Claim claim)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET epoch = ? WHERE slot = ?")) {
            update.setLong(1, claim.epoch());
            update.setString(2, claim.slot());
            update.executeUpdate();
        }
    }

    private void insertScope(
            Connection connection,
            String slot,
            String scope,
            CommitPosition position,
            long epoch,
            String sourceId)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + tables.position()
                                + " (slot, scope, lsn, kind, xid, csn, step, epoch, source_id)"
                                + " VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?)")) {
            insert.setString(1, slot);
            insert.setString(2, scope);
            insert.setString(3, LedgerRows.unsigned(position.lsn().value()));
            insert.setString(4, position.kind().name());
            insert.setLong(5, epoch);
            insert.setString(6, sourceId);
            insert.executeUpdate();
        }
    }

    static TargetException fenced(Claim claim) {
        return new TargetException(
                ExitCode.FENCED,
                "another instance has claimed slot "
                        + claim.slot()
                        + " (ours was epoch "
                        + claim.epoch()
                        + "); this one stops, nothing of it was committed since",
                null);
    }

    /** What the ledger holds for the slot, if it is registered. */
    public Optional<LedgerState> read(String slot) {
        return pool.inTransaction(
                "cannot read the ledger of slot " + slot,
                connection -> {
                    Optional<LedgerRows.Origin> found =
                            LedgerRows.origin(connection, tables, slot, NO_LOCK);
                    if (found.isEmpty()) {
                        return Optional.<LedgerState>empty();
                    }
                    LedgerRows.Origin origin = found.get();
                    List<LedgerState.ScopePosition> scopes =
                            LedgerRows.scopes(connection, tables, slot, NO_LOCK);
                    CommitPosition applied = LedgerRows.everyTable(scopes, origin.creation());
                    return Optional.of(
                            new LedgerState(
                                    slot,
                                    origin.source(),
                                    origin.creation(),
                                    origin.epoch(),
                                    applied,
                                    LedgerRows.ahead(scopes, applied).values().stream()
                                            .reduce(applied, LedgerRows::later),
                                    scopes));
                });
    }

    /** Removes everything about the slot, dead letters included; whether there was anything. */
    public boolean purge(String slot) {
        return pool.inTransaction(
                "cannot remove slot " + slot + " from the ledger",
                connection -> {
                    int removed = 0;
                    for (String table :
                            List.of(tables.slotOrigin(), tables.position(), tables.deadLetter())) {
                        try (PreparedStatement delete =
                                connection.prepareStatement(
                                        "DELETE FROM " + table + " WHERE slot = ?")) {
                            delete.setString(1, slot);
                            removed += delete.executeUpdate();
                        }
                    }
                    return removed > 0;
                });
    }
}
