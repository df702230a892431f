package org.opengauss.reversemigration.target;

import static java.time.ZoneOffset.UTC;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SourceIdentity;

/** Reads and spells the ledger's rows. */
final class LedgerRows {
    /** {@code LedgerTables.position}'s columns in the order {@link #scope} reads them. */
    private static final String POSITION_COLUMNS =
            "scope, lsn, kind, xid, csn, source_commit_time, epoch";

    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private static final Instant FIRST_DATETIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END_OF_DATETIME = Instant.parse("+10000-01-01T00:00:00Z");

    private LedgerRows() {}

    /** Row of a slot in {@code slot_origin}. */
    record Origin(SourceIdentity source, Lsn creation, long epoch) {}

    static CommitPosition initial(Lsn creation) {
        return new CommitPosition(creation, CommitPosition.Kind.END, 0, 0);
    }

    static Optional<Origin> origin(
            Connection connection, LedgerTables tables, String slot, String lock)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT system_identifier, database_oid, creation_lsn, epoch FROM "
                                + tables.slotOrigin()
                                + " WHERE slot = ? "
                                + lock)) {
            statement.setString(1, slot);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Origin(
                                new SourceIdentity(rows.getString(1), rows.getLong(2)),
                                new Lsn(unsigned(rows.getString(3))),
                                unsigned(rows.getString(4))));
            }
        }
    }

    /** All scopes of a slot; the index is named, or a small table is scanned and other slots' rows are locked. */
    static List<LedgerState.ScopePosition> scopes(
            Connection connection, LedgerTables tables, String slot, String lock)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + POSITION_COLUMNS
                                + " FROM "
                                + tables.position()
                                + " FORCE INDEX (PRIMARY) WHERE slot = ? ORDER BY scope "
                                + lock)) {
            statement.setString(1, slot);
            try (ResultSet rows = statement.executeQuery()) {
                List<LedgerState.ScopePosition> scopes = new ArrayList<>();
                while (rows.next()) {
                    scopes.add(scope(rows));
                }
                return scopes;
            }
        }
    }

    static Optional<LedgerState.ScopePosition> scope(
            Connection connection, LedgerTables tables, String slot, String scope, String lock)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT "
                                + POSITION_COLUMNS
                                + " FROM "
                                + tables.position()
                                + " WHERE slot = ? AND scope = ? "
                                + lock)) {
            statement.setString(1, slot);
            statement.setString(2, scope);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(scope(rows)) : Optional.empty();
            }
        }
    }

    private static LedgerState.ScopePosition scope(ResultSet row) throws SQLException {
        return new LedgerState.ScopePosition(
                row.getString(1),
                new CommitPosition(
                        new Lsn(unsigned(row.getString(2))),
                        CommitPosition.Kind.valueOf(row.getString(3)),
                        unsigned(row.getString(4)),
                        unsigned(row.getString(5))),
                micros(row.getString(6)),
                unsigned(row.getString(7)));
    }

    /** The later of two positions, whatever modes they come from. */
    static CommitPosition later(CommitPosition left, CommitPosition right) {
        return left.isAppliedAt(right) ? right : left;
    }

    /** Up to where every table is applied. */
    static CommitPosition everyTable(List<LedgerState.ScopePosition> scopes, Lsn creation) {
        CommitPosition highest = initial(creation);
        for (LedgerState.ScopePosition scope : scopes) {
            if (LedgerScopes.isForEveryTable(scope.scope())) {
                highest = later(highest, scope.position());
            }
        }
        return highest;
    }

    /** Tables that are applied further than {@code everyTable}, by scope. */
    static Map<String, CommitPosition> ahead(
            List<LedgerState.ScopePosition> scopes, CommitPosition everyTable) {
        Map<String, CommitPosition> ahead = new HashMap<>();
        for (LedgerState.ScopePosition scope : scopes) {
            if (LedgerScopes.isTable(scope.scope()) && !scope.position().isAppliedAt(everyTable)) {
                ahead.put(scope.scope(), scope.position());
            }
        }
        return ahead;
    }

    static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }

    private static long unsigned(String text) {
        return Long.parseUnsignedLong(text);
    }

    /** A commit time as the text of a DATETIME(6), or empty where there is none MySQL could hold. */
    static Optional<String> datetime(long micros) {
        if (micros == SlotMessage.NO_TIME) {
            return Optional.empty();
        }
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        if (instant.isBefore(FIRST_DATETIME) || !instant.isBefore(END_OF_DATETIME)) {
            return Optional.empty();
        }
        return Optional.of(DATETIME.format(instant.atOffset(UTC)));
    }

    private static long micros(String datetime) {
        if (datetime == null) {
            return SlotMessage.NO_TIME;
        }
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, LocalDateTime.parse(datetime.replace(' ', 'T')).toInstant(UTC));
    }
}
