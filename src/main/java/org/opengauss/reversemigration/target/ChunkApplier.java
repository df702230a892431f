package org.opengauss.reversemigration.target;

import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Applies source transactions on one MySQL connection, each exactly once: data and ledger row commit together. Used by
 * one writer thread; connects on first use and again after the link was lost.
 */
public final class ChunkApplier implements AutoCloseable {
    /**
     * Fast form: executes all changes and leaves the MySQL transaction open.
     *
     * @throws ReplayException if anything was not as expected; rolled back
     * @throws TargetException transient if the link was lost; nothing stays, or {@link #commit} will find out
     */
    public void execute(List<Transaction> transactions) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the ledger row and commits.
     *
     * @param last the last source transaction executed
     * @param sourceCommitMicros when that one committed, or {@code SlotMessage.NO_TIME}
     * @throws ReplayException if nothing was committed
     * @throws TargetException FENCED if a newer instance has claimed the slot; transient if the link was lost and the
     *     outcome is not known yet: every later call finds it out first
     */
    public void commit(CommitPosition last, long sourceCommitMicros) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the ledger row of this lane is at {@code position} or above it: the transaction was committed, although
     * its answer may have been lost. A locking read that settles a COMMIT in doubt first; ends its transaction.
     *
     * @throws TargetException transient if MySQL cannot be asked
     */
    public boolean isApplied(CommitPosition position) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Gives up what was executed since the last commit. Never throws: a lost link has rolled back as well. */
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    /**
     * Head of line only: applies row by row in source order, one MySQL transaction for each source transaction. May be
     * called again with the same list after a transient failure: what is committed is not applied again.
     *
     * @throws TargetException STOPPED on a verdict that {@code on-conflict} does not resolve: everything before it is
     *     committed, nothing after it
     */
    public void replay(List<Transaction> transactions) {
        throw new UnsupportedOperationException();
    }

    /** Head of line only: opens a transaction that comes in parts and ends with {@link #commit}. */
    public void beginLarge() {
        throw new UnsupportedOperationException();
    }

    /** The next changes of the open large transaction. */
    public void largePart(List<SlotMessage.Content> contents) {
        throw new UnsupportedOperationException();
    }

    /** Closes the connection under whatever runs on it. The one method any thread may call; never throws. */
    public void abort() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}
}
