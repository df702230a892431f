package org.opengauss.reversemigration.target;

import static java.time.ZoneOffset.UTC;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;

/** The table of changes that did not fit. Thread-safe. */
public final class DeadLetters {
    private final MaintenancePool pool;
    private final LedgerTables tables;

    DeadLetters(MaintenancePool pool, LedgerTables tables) {
        this.pool = pool;
        this.tables = tables;
    }

    /** All letters of the slot in the order of their transactions; a blocked one may be outdated until the next start. */
    public List<DeadLetter> list(String slot) {
        return pool.inTransaction(
                "cannot read the dead letters of slot " + slot,
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT id, state, lsn, kind, xid, csn, table_name, operation,"
                                            + " reason, payload, created_at FROM "
                                            + tables.deadLetter()
                                            + " WHERE slot = ? ORDER BY lsn, change_number")) {
                        select.setString(1, slot);
                        try (ResultSet rows = select.executeQuery()) {
                            List<DeadLetter> letters = new ArrayList<>();
                            while (rows.next()) {
                                letters.add(letter(slot, rows));
                            }
                            return letters;
                        }
                    }
                });
    }

    private static DeadLetter letter(String slot, ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                slot,
                DeadLetter.State.valueOf(row.getString(2)),
                new CommitPosition(
                        new Lsn(Long.parseUnsignedLong(row.getString(3))),
                        CommitPosition.Kind.valueOf(row.getString(4)),
                        row.getLong(5),
                        row.getLong(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                LocalDateTime.parse(row.getString(11).replace(' ', 'T')).toInstant(UTC));
    }

    public long count(String slot, DeadLetter.State state) {
        return pool.inTransaction(
                "cannot count the dead letters of slot " + slot,
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT COUNT(*) FROM "
                                            + tables.deadLetter()
                                            + " WHERE slot = ? AND state = ?")) {
                        select.setString(1, slot);
                        select.setString(2, state.name());
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            return rows.getLong(1);
                        }
                    }
                });
    }

    /**
     * Writes a letter in the open transaction of {@code connection}; the same change again replaces its letter.
     *
     * @param changeNumber place of the change in its transaction, from 0
     */
    static void write(
            Connection connection,
            LedgerTables tables,
            String slot,
            DeadLetter.State state,
            CommitPosition position,
            long changeNumber,
            String table,
            String operation,
            String reason,
            String payload)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + tables.deadLetter()
                                + " (slot, lsn, kind, xid, csn, change_number, state, table_name,"
                                + " operation, reason, payload, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))"
                                + " ON DUPLICATE KEY UPDATE state = VALUES(state),"
                                + " reason = VALUES(reason), payload = VALUES(payload),"
                                + " created_at = VALUES(created_at)")) {
            insert.setString(1, slot);
            insert.setString(2, LedgerRows.unsigned(position.lsn().value()));
            insert.setString(3, position.kind().name());
            insert.setString(4, LedgerRows.unsigned(position.xid()));
            insert.setString(5, LedgerRows.unsigned(position.csn()));
            insert.setLong(6, changeNumber);
            insert.setString(7, state.name());
            insert.setString(8, table);
            insert.setString(9, operation);
            insert.setString(10, reason);
            insert.setString(11, payload);
            insert.executeUpdate();
        }
    }

    /** Drops letters of changes that no longer block: their transactions have been applied since. */
    static void forgetUnblocked(
            Connection connection, LedgerTables tables, String slot, CommitPosition applied)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM "
                                + tables.deadLetter()
                                + " WHERE slot = ? AND state = 'BLOCKED' AND lsn <= "
                                + LedgerRows.unsigned(applied.lsn().value()))) {
            delete.setString(1, slot);
            delete.executeUpdate();
        }
    }
}
