package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code apply.on-conflict} does with a change that did not fit, inside the open transaction. Used by one thread. */
final class ConflictPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(ConflictPolicy.class);
    private static final int TOLD_SINGLY = 20;
    private static final int TOLD_EACH = 1000;

    private final OnConflict onConflict;
    private final SingleRow rows;
    private final LedgerTables tables;
    private final String slot;
    private long skipped;

    ConflictPolicy(OnConflict onConflict, SingleRow rows, LedgerTables tables, String slot) {
        this.onConflict = onConflict;
        this.rows = rows;
        this.tables = tables;
        this.slot = slot;
    }

    /**
     * Resolves the verdict.
     *
     * @param changeNumber place of the change in its transaction, from 0
     * @return what became of the change
     * @throws Verdict the same one, if the policy does not resolve it
     */
    Tally.Outcome resolve(
            TargetSession session,
            SlotMessage.Content content,
            Verdict verdict,
            CommitPosition position,
            long changeNumber)
            throws SQLException, Verdict {
        if (verdict.kind() == Verdict.Kind.REFUSED || !(content instanceof Change change)) {
            throw verdict;
        }
        return switch (onConflict) {
            case STOP -> throw verdict;
            case SKIP -> {
                DeadLetters.write(
                        session.connection(),
                        tables,
                        slot,
                        DeadLetter.State.SKIPPED,
                        position,
                        changeNumber,
                        ChangeText.table(change),
                        ChangeText.operation(change),
                        verdict.reason(),
                        ChangeText.json(change, session.maxAllowedPacket()));
                tell(change, position);
                yield Tally.Outcome.SKIPPED;
            }
            case OVERWRITE -> {
                overwrite(session, change, verdict);
                yield Tally.Outcome.OVERWRITTEN;
            }
        };
    }

    /** Without values; many of a kind are told by number. */
    private void tell(Change change, CommitPosition position) {
        skipped++;
        if (skipped <= TOLD_SINGLY || skipped % TOLD_EACH == 0) {
            LOG.warn(
                    "on-conflict skip: {} of {}, transaction {}, did not fit and is kept in {} ({} by this writer)",
                    ChangeText.operation(change),
                    ChangeText.table(change),
                    position.lsn(),
                    tables.deadLetter(),
                    skipped);
        }
    }

    /** Only the row the change itself names may be changed: a unique value that another row holds stays a verdict. */
    private void overwrite(TargetSession session, Change change, Verdict verdict)
            throws SQLException, Verdict {
        try {
            if (change.operation() == Operation.INSERT
                    && verdict.kind() == Verdict.Kind.DUPLICATE) {
                rows.overwrite(session, change);
            } else if (change.operation() == Operation.UPDATE
                    && verdict.kind() == Verdict.Kind.WRONG_COUNT) {
                rows.insert(session, change);
            } else if (change.operation() != Operation.DELETE
                    || verdict.kind() != Verdict.Kind.WRONG_COUNT) {
                throw verdict;
            }
        } catch (Verdict e) {
            throw verdict;
        }
    }
}
