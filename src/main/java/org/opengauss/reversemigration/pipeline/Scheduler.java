package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Makes work for the lanes of what the dispatcher has assembled, in commit order: one for each {@code apply.mode}. Its
 * methods wait while lanes are full. Used by the dispatcher only.
 */
interface Scheduler {
    /** Whether nothing at all waits to be sent to a lane. */
    boolean isEmpty();

    /** A whole transaction that the ledger does not have; without rows it only moves the position. */
    void transaction(Transaction transaction) throws InterruptedException;

    /** Everything up to here has been decoded. */
    void position(CommitPosition position);

    /** A transaction too large to hold begins; its parts follow before anything else comes. */
    void largeBegins() throws InterruptedException;

    void largePart(List<SlotMessage.Content> contents, long bytes) throws InterruptedException;

    /** @param alreadyApplied the ledger has it after all: nothing may be committed */
    void largeEnds(SlotMessage.Commit commit, boolean alreadyApplied) throws InterruptedException;

    /** Nothing more is at hand: sends out what is worth it, for the lowest lag. */
    void nothingMoreAtHand() throws InterruptedException;

    /** Sends out everything, gives up a large transaction not ended, and waits until the rest has committed. */
    void applyEverything() throws InterruptedException;

    /** Sends out everything, gives up a large transaction not ended; the lanes get nothing more. */
    void end() throws InterruptedException;
}
