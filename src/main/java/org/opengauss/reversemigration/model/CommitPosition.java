package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

/**
 * Where a transaction committed: start or end of its commit record, whichever the stream mode tells, with xid and CSN
 * for people and for comparing across modes (0 = the stream did not say).
 */
public record CommitPosition(Lsn lsn, Kind kind, long xid, long csn) {
    /** Which end of the commit record a position names. */
    public enum Kind {
        START,
        END
    }

    public CommitPosition {
        requireNonNull(lsn, "lsn is null");
        requireNonNull(kind, "kind is null");
    }

    /**
     * Whether this transaction is at or before {@code applied}, the last one applied. Exact whatever modes the two
     * positions come from, because commit records do not overlap: an end is at or below the next record's start.
     */
    public boolean isAppliedAt(CommitPosition applied) {
        if (kind == applied.kind) {
            return !lsn.isAfter(applied.lsn);
        }
        if (kind == Kind.START) {
            return lsn.isBefore(applied.lsn);
        }
        return !lsn.isAfter(applied.lsn) || xid != 0 && xid == applied.xid;
    }
}
