package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;

class LowWatermarkTest {
    private final LowWatermark low = new LowWatermark(3, at(100));

    private static CommitPosition at(long lsn) {
        return new CommitPosition(new Lsn(lsn), CommitPosition.Kind.END, lsn, 0);
    }

    @Test
    void staysBelowTheOldestUnfinishedChunkOfAnyLane() {
        low.begun(0);
        low.passed(at(200)); // lane 0
        low.begun(1);
        low.passed(at(300)); // lane 1
        low.begun(0);
        low.passed(at(400)); // lane 0, the next chunk
        assertThat(low.lowest().position()).isEqualTo(at(100));

        low.finished(0);
        assertThat(low.lowest().position()).isEqualTo(at(200));
        low.finished(0);
        assertThat(low.lowest().position()).isEqualTo(at(200));
        low.finished(1);
        assertThat(low.lowest()).isEqualTo(new LowWatermark.Mark(3, at(400)));
    }

    @Test
    void movesWithEmptyTransactionsWhileNothingIsOpen() {
        low.passed(at(200));
        assertThat(low.lowest().position()).isEqualTo(at(200));
        low.begun(2);
        low.passed(at(300));
        low.passed(at(400));
        assertThat(low.lowest().position()).isEqualTo(at(200));
    }

    @Test
    void transactionWhosePiecesAreNotAllCollectedDoesNotCount() {
        low.begun(0);
        low.finished(0); // a writer may be faster than the dispatcher
        assertThat(low.lowest().position()).isEqualTo(at(100));
    }
}
