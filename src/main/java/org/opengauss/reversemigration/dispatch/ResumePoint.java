package org.opengauss.reversemigration.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Tells what the ledger already has from what it lacks. Positions of one stream rise, so after the first transaction that
 * is not applied, none is; but tables that were applied by themselves may be further than the rest. Used by the
 * dispatcher only.
 */
public final class ResumePoint {
    private final CommitPosition applied;
    private final CommitPosition reached;
    private final Function<TableName, Optional<CommitPosition>> ahead;
    private final Map<TableName, Optional<CommitPosition>> aheadKnown = new HashMap<>();
    private boolean passed;
    private boolean reachedPassed;

    /** Where all tables are equally far. */
    public ResumePoint(CommitPosition applied) {
        this(applied, applied, table -> Optional.empty());
    }

    /**
     * @param applied up to where every table is applied
     * @param reached up to where the furthest table is
     * @param ahead up to where a table is, if that is further than {@code applied}
     */
    public ResumePoint(
            CommitPosition applied,
            CommitPosition reached,
            Function<TableName, Optional<CommitPosition>> ahead) {
        this.applied = requireNonNull(applied, "applied is null");
        this.reached = requireNonNull(reached, "reached is null");
        this.ahead = requireNonNull(ahead, "ahead is null");
        this.reachedPassed = reached.isAppliedAt(applied);
    }

    /** Whether all tables have the transaction. */
    public boolean isApplied(CommitPosition position) {
        if (passed) {
            return false;
        }
        passed = !position.isAppliedAt(applied);
        return !passed;
    }

    /** Where to the furthest table is applied, as long as no transaction behind that has come. */
    public Optional<CommitPosition> uneven() {
        return reachedPassed ? Optional.empty() : Optional.of(reached);
    }

    /** What tables lack of a transaction that not all of them have. */
    public Transaction lacking(Transaction transaction) {
        if (reachedPassed || isBehindReached(transaction.position())) {
            return transaction;
        }
        List<SlotMessage.Content> lacking = new ArrayList<>(transaction.contents().size());
        for (SlotMessage.Content content : transaction.contents()) {
            if (content instanceof SlotMessage.Truncate truncate) {
                List<TableName> tables = new ArrayList<>(truncate.tables());
                tables.removeIf(table -> has(table, transaction.position()));
                if (!tables.isEmpty()) {
                    lacking.add(
                            new SlotMessage.Truncate(
                                    tables, truncate.restartSequences(), truncate.cascade()));
                }
            } else if (!(content instanceof Change change)
                    || !has(change.table(), transaction.position())) {
                lacking.add(content);
            }
        }
        return new Transaction(
                transaction.position(), transaction.commitMicros(), lacking, transaction.bytes());
    }

    private boolean isBehindReached(CommitPosition position) {
        reachedPassed = !position.isAppliedAt(reached);
        return reachedPassed;
    }

    /** Whether the table has the transaction, although not all tables do. */
    public boolean has(TableName table, CommitPosition position) {
        return aheadKnown.computeIfAbsent(table, ahead).filter(position::isAppliedAt).isPresent();
    }

    /**
     * The same question as {@link #isApplied} before the commit position is known, for a transaction too large to wait
     * for it. The server sends nothing that committed below the resume point, so only the last applied transaction itself
     * can come again, and BEGIN names it by xid (serial) or CSN (parallel).
     */
    public boolean isLastApplied(SlotMessage.Begin begin) {
        return !passed
                && (begin.xid() != 0 && begin.xid() == applied.xid()
                        || begin.csn() != 0 && begin.csn() == applied.csn());
    }
}
