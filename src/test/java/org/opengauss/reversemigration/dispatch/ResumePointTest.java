package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;

class ResumePointTest {
    private final ResumePoint resume =
            new ResumePoint(new CommitPosition(new Lsn(0x200), CommitPosition.Kind.START, 12, 112));

    @Test
    void dropsWhatTheLedgerHasAndNothingElse() {
        assertThat(resume.isApplied(end(0x160, 11))).isTrue();
        assertThat(resume.isApplied(end(0x260, 12))).isTrue();
        assertThat(resume.isApplied(end(0x2C0, 13))).isFalse();
        assertThat(resume.isApplied(end(0x320, 14))).isFalse();
    }

    @Test
    void knowsTheLastAppliedTransactionByItsBegin() {
        assertThat(resume.isLastApplied(begin(12, 0))).isTrue();
        assertThat(resume.isLastApplied(begin(0, 112))).isTrue();
        assertThat(resume.isLastApplied(begin(13, 113))).isFalse();
        assertThat(resume.isLastApplied(begin(0, 0))).isFalse();
    }

    private static SlotMessage.Begin begin(long xid, long csn) {
        return new SlotMessage.Begin(xid, csn, Lsn.ZERO, SlotMessage.NO_TIME, 0);
    }

    private static CommitPosition end(long lsn, long xid) {
        return new CommitPosition(new Lsn(lsn), CommitPosition.Kind.END, xid, 100 + xid);
    }
}
