package org.opengauss.reversemigration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opengauss.reversemigration.model.CommitPosition.Kind.END;
import static org.opengauss.reversemigration.model.CommitPosition.Kind.START;

import org.junit.jupiter.api.Test;

/** Three transactions of a real server, one behind another; the second is the last one applied. */
class CommitPositionTest {
    private static final long BEFORE = 1;
    private static final long LAST = 2;
    private static final long NEXT = 3;

    @Test
    void decidesExactlyInTheSameKind() {
        for (CommitPosition.Kind kind : CommitPosition.Kind.values()) {
            CommitPosition applied = position(LAST, kind);
            assertThat(position(BEFORE, kind).isAppliedAt(applied)).isTrue();
            assertThat(position(LAST, kind).isAppliedAt(applied)).isTrue();
            assertThat(position(NEXT, kind).isAppliedAt(applied)).isFalse();
        }
    }

    @Test
    void decidesExactlyWhenTheLedgerHasAnEndAndTheStreamTellsStarts() {
        CommitPosition applied = position(LAST, END);
        assertThat(position(BEFORE, START).isAppliedAt(applied)).isTrue();
        assertThat(position(LAST, START).isAppliedAt(applied)).isTrue();
        assertThat(position(NEXT, START).isAppliedAt(applied)).isFalse();
    }

    @Test
    void decidesExactlyWhenTheLedgerHasAStartAndTheStreamTellsEnds() {
        CommitPosition applied = position(LAST, START);
        assertThat(position(BEFORE, END).isAppliedAt(applied)).isTrue();
        assertThat(position(LAST, END).isAppliedAt(applied)).isTrue();
        assertThat(position(NEXT, END).isAppliedAt(applied)).isFalse();
    }

    /** Commit records touch: the end of one is the start of the next. */
    private static CommitPosition position(long xid, CommitPosition.Kind kind) {
        long start = 0x1000 + 0x60 * xid;
        return new CommitPosition(
                new Lsn(kind == START ? start : start + 0x60), kind, xid, 100 + xid);
    }
}
