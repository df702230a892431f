package org.opengauss.reversemigration.target;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops at a change that does not fit: keeps it as a dead letter and says what it was. Used by one thread. */
final class BlockedChanges {
    private static final Logger log = LoggerFactory.getLogger(BlockedChanges.class);

    private final LaneSession lane;
    private final StatementWriter writer;
    private final OnConflict onConflict;

    BlockedChanges(LaneSession lane, StatementWriter writer, OnConflict onConflict) {
        this.onConflict = onConflict;
        this.lane = lane;
        this.writer = writer;
    }

    /**
     * Stores the change in a transaction of its own; nothing else may be open.
     *
     * @param position {@code Lsn.ZERO} if the transaction's commit has not come yet
     * @return what to throw
     */
    TargetException stop(PlainReplay.Blocked blocked, CommitPosition position) {
        boolean stored = store(blocked, position);
        Verdict verdict = blocked.verdict();
        return new TargetException(
                ExitCode.STOPPED,
                ChangeText.named(blocked.content(), writer)
                        + " in the transaction "
                        + where(position)
                        + " cannot be applied to MySQL "
                        + lane.server()
                        + ": "
                        + verdict.reason()
                        + (lane.keepsOrder()
                                ? ". Everything before it was applied, nothing after it. "
                                : ". Everything before it was applied to its table, nothing after it. ")
                        + wayOn(blocked.content(), verdict.kind())
                        + (stored
                                ? "The change with its values is in "
                                        + lane.tables().deadLetter()
                                        + ", state BLOCKED"
                                : "The change could not be stored as a dead letter"),
                verdict.getCause());
    }

    /** Names {@code on-conflict} only where it helps with this change; other refusals say what to do themselves. */
    private String wayOn(SlotMessage.Content content, Verdict.Kind kind) {
        if (!(content instanceof Change change)
                || kind == Verdict.Kind.REFUSED
                || kind == Verdict.Kind.TOO_LARGE) {
            return "";
        }
        if (kind == Verdict.Kind.DEFINITION) {
            return "Mend the table on MySQL and start again. ";
        }
        boolean overwriteHelps =
                onConflict == OnConflict.STOP
                        && kind
                                == (change.operation() == Operation.INSERT
                                        ? Verdict.Kind.DUPLICATE
                                        : Verdict.Kind.WRONG_COUNT);
        return "Mend the row or the table on MySQL and start again, or set apply.on-conflict to "
                + (overwriteHelps ? "overwrite or skip. " : "skip. ");
    }

    private static String where(CommitPosition position) {
        return position.lsn().equals(Lsn.ZERO)
                ? "being streamed, whose commit position is not known yet,"
                : "committed at " + position.lsn() + " (xid " + position.xid() + ")";
    }

    /** A failure here must not hide the verdict. */
    private boolean store(PlainReplay.Blocked blocked, CommitPosition position) {
        SlotMessage.Content content = blocked.content();
        try {
            TargetSession session = lane.transaction();
            DeadLetters.write(
                    session.connection(),
                    lane.tables(),
                    lane.slot(),
                    DeadLetter.State.BLOCKED,
                    position,
                    blocked.changeNumber(),
                    ChangeText.table(content),
                    ChangeText.operation(content),
                    blocked.verdict().reason(),
                    ChangeText.json(content, session.maxAllowedPacket()));
            session.connection().commit();
            lane.rollback();
            return true;
        } catch (SQLException e) {
            log.warn("the blocked change was not stored: {}", ErrorText.of(e));
        } catch (TargetException e) {
            log.warn("the blocked change was not stored: {}", e.getMessage());
        }
        lane.rollback();
        return false;
    }

    /** Gives letters written before the commit came their position, in the open transaction. */
    void give(CommitPosition before, CommitPosition position) {
        TargetSession session = lane.transaction();
        try (PreparedStatement update =
                session.connection()
                        .prepareStatement(
                                "UPDATE "
                                        + lane.tables().deadLetter()
                                        + " SET lsn = ?, kind = ?, xid = ?, csn = ?"
                                        + " WHERE slot = ? AND lsn = "
                                        + before.lsn().value()
                                        + " AND state = 'SKIPPED'")) {
            update.setString(1, LedgerRows.unsigned(position.lsn().value()));
            update.setString(2, position.kind().name());
            update.setString(3, LedgerRows.unsigned(position.xid()));
            update.setString(4, LedgerRows.unsigned(position.csn()));
            update.setString(5, lane.slot());
            update.executeUpdate();
        } catch (SQLException e) {
            throw lane.failed("dead letters were not given their position", e);
        }
    }
}
