package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
        insertScope(connection, slot, 0, LedgerRows.initial(creation), 0, source + "/" + creation);
        return Registration.NEW;
    }

    /**
     * Takes the slot over: waits for every commit in flight, makes rows for the lanes, raises the epoch, so that what an
     * earlier instance still tries to commit fails.
     *
     * @param patience how long to wait for the commits of another instance; a lock wait means "not yet", never "no"
     * @throws TargetException STOPPED if the slot is not registered; transient if {@code patience} was not enough
     */
    public Claim claim(String slot, int writers, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = pool.borrow()) {
                Claim claim = claim(connection, slot, writers);
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

    private Claim claim(Connection connection, String slot, int writers) throws SQLException {
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
        CommitPosition resume = LedgerRows.highest(scopes, origin.creation());
        Claim claim = new Claim(slot, epoch, resume, origin.source(), origin.creation());
        raiseEpoch(connection, tables.slotOrigin(), claim);
        raiseEpoch(connection, tables.position() + " FORCE INDEX (PRIMARY)", claim);
        Set<String> present =
                scopes.stream().map(LedgerState.ScopePosition::scope).collect(Collectors.toSet());
        for (int lane = 0; lane < writers; lane++) {
            if (!present.contains(LedgerRows.laneScope(lane))) {
                insertScope(
                        connection,
                        slot,
                        lane,
                        LedgerRows.initial(origin.creation()),
                        epoch,
                        claim.sourceId());
            }
        }
        DeadLetters.forgetUnblocked(connection, tables, slot, resume);
        return claim;
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
            int lane,
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
            insert.setString(2, LedgerRows.laneScope(lane));
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
                    return Optional.of(
                            new LedgerState(
                                    slot,
                                    origin.source(),
                                    origin.creation(),
                                    origin.epoch(),
                                    LedgerRows.highest(scopes, origin.creation()),
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
