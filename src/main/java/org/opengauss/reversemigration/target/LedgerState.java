package org.opengauss.reversemigration.target;

import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;

/**
 * What the ledger holds for one slot, read without locks.
 *
 * @param applied up to where every table is applied
 * @param reached the highest position of any table; above {@code applied} only where tables were applied by themselves
 */
public record LedgerState(
        String slot,
        SourceIdentity source,
        Lsn creation,
        long epoch,
        CommitPosition applied,
        CommitPosition reached,
        List<ScopePosition> scopes) {
    /**
     * Position of a lane or a table, as its name says.
     *
     * @param sourceCommitMicros microseconds since 1970-01-01 UTC, or {@code SlotMessage.NO_TIME}
     */
    public record ScopePosition(
            String scope, CommitPosition position, long sourceCommitMicros, long epoch) {}

    public LedgerState {
        scopes = List.copyOf(scopes);
    }
}
