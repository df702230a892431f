package org.opengauss.reversemigration.dispatch;

import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;

/**
 * Tells transactions that the ledger already has from those it lacks. Positions of one stream rise, so after the first
 * one that is not applied, none is. Used by the dispatcher only.
 */
public final class ResumePoint {
    private final CommitPosition applied;
    private boolean passed;

    public ResumePoint(CommitPosition applied) {
        this.applied = applied;
    }

    public boolean isApplied(CommitPosition position) {
        if (passed) {
            return false;
        }
        passed = !position.isAppliedAt(applied);
        return !passed;
    }

    /**
     * The same question before the commit position is known, for a transaction too large to wait for it. The server
     * sends nothing that committed below the resume point, so only the last applied transaction itself can come again,
     * and BEGIN names it by xid (serial) or CSN (parallel).
     */
    public boolean isLastApplied(SlotMessage.Begin begin) {
        return !passed
                && (begin.xid() != 0 && begin.xid() == applied.xid()
                        || begin.csn() != 0 && begin.csn() == applied.csn());
    }
}
