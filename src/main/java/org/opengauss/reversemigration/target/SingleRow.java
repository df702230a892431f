package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.TableName;

/** Executes one change as one statement and judges what comes back. Used by one thread. */
final class SingleRow {
    private final StatementWriter writer;
    private SqlText text = new SqlText();

    SingleRow(StatementWriter writer) {
        this.writer = writer;
    }

    /**
     * The change as it is; exactly one row must be found.
     *
     * @throws Verdict if it does not fit; its statement left nothing, the transaction stays open
     * @throws TargetException with the GRANT to run, if a privilege is missing
     * @throws SQLException for anything else that MySQL refuses
     */
    void execute(TargetSession session, Change change) throws SQLException, Verdict {
        switch (change.operation()) {
            case INSERT -> insert(session, change);
            case UPDATE ->
                    expectOne(
                            send(session, change.table(), () -> writer.update(text, change)),
                            "the row is missing on MySQL, or differs there");
            case DELETE -> delete(session, change);
        }
    }

    void insert(TargetSession session, Change change) throws SQLException, Verdict {
        long count =
                send(
                        session,
                        change.table(),
                        () -> {
                            writer.insertHead(text, change);
                            writer.insertRow(text, change);
                        });
        expectOne(count, "the row was not inserted");
    }

    void delete(TargetSession session, Change change) throws SQLException, Verdict {
        expectOne(
                send(session, change.table(), () -> writer.delete(text, change)),
                "the row is missing on MySQL, or differs there");
    }

    /** Fails if the row is there; it is gone then, and the caller must undo. */
    void expectAbsent(TargetSession session, Change delete) throws SQLException, Verdict {
        if (send(session, delete.table(), () -> writer.delete(text, delete)) != 0) {
            throw new Verdict(Verdict.Kind.DUPLICATE, "a key names two rows for a while", null);
        }
    }

    /** Makes the row that has the new image's primary key equal to the new image. */
    void overwrite(TargetSession session, Change change) throws SQLException, Verdict {
        expectOne(
                send(session, change.table(), () -> writer.overwrite(text, change)),
                "no row has its primary key");
    }

    void truncate(TargetSession session, TableName table) throws SQLException, Verdict {
        send(session, table, () -> writer.truncate(text, table));
    }

    private static void expectOne(long count, String otherwise) throws Verdict {
        if (count != 1) {
            throw new Verdict(
                    Verdict.Kind.WRONG_COUNT,
                    otherwise + " (" + count + " rows matched instead of 1)",
                    null);
        }
    }

    private long send(TargetSession session, TableName table, Definitions.Writing writing)
            throws SQLException, Verdict {
        text.clear();
        try {
            Definitions.read(table, writing);
        } catch (UnfitRowException e) {
            throw new Verdict(Verdict.Kind.UNFIT, e.getMessage(), e);
        } catch (TargetException e) {
            if (e.exitCode() == ExitCode.STOPPED) {
                throw new Verdict(Verdict.Kind.DEFINITION, e.getMessage(), e);
            }
            throw e;
        }
        if (text.length() >= session.maxAllowedPacket()) {
            long size = text.length();
            text = new SqlText();
            throw tooLarge(size, session.maxAllowedPacket(), null);
        }
        try {
            return session.update(text.toString());
        } catch (SQLException e) {
            throw judge(session, table, e);
        }
    }

    private Verdict judge(TargetSession session, TableName table, SQLException error)
            throws SQLException {
        if (Privileges.areMissing(error)) {
            String database = writer.catalog().databaseOf(table.schema());
            throw Privileges.missing(session, database, error);
        }
        return switch (TargetErrors.classOf(error)) {
            case UNFIT ->
                    new Verdict(
                            error.getErrorCode() == TargetErrors.DUPLICATE_KEY
                                    ? Verdict.Kind.DUPLICATE
                                    : Verdict.Kind.UNFIT,
                            ErrorText.of(error),
                            ErrorText.masked(error));
            case DEFINITION ->
                    new Verdict(
                            Verdict.Kind.DEFINITION, ErrorText.of(error), ErrorText.masked(error));
            case TOO_LARGE -> tooLarge(text.length(), session.maxAllowedPacket(), error);
            case RETRY, RETRY_SLOWLY, RECONNECT, CONFIGURATION, OPERATOR, STOP -> throw error;
        };
    }

    private static Verdict tooLarge(long bytes, long maxAllowedPacket, SQLException cause) {
        return new Verdict(
                Verdict.Kind.TOO_LARGE,
                "its statement has "
                        + bytes
                        + " bytes, but max_allowed_packet on MySQL is "
                        + maxAllowedPacket
                        + "; raise it (at most 1 GiB) and start again",
                cause);
    }
}
