package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommitSequencerTest {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger alarms = new AtomicInteger();
    private final CommitSequencer sequencer =
            new CommitSequencer(
                    new HeadPatience(Duration.ofSeconds(4)), nanos::get, alarms::incrementAndGet);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void chunksCommitInSequenceOrderWhoeverIsReadyFirst() throws Exception {
        List<Long> committed = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> chunks = new ArrayList<>();
        for (long sequence = 49; sequence >= 0; sequence--) {
            long own = sequence;
            chunks.add(
                    threads.submit(
                            () -> {
                                assertThat(sequencer.awaitTurn(own))
                                        .isEqualTo(CommitSequencer.Turn.GO_ON);
                                committed.add(own);
                                sequencer.committed(own);
                                return null;
                            }));
        }
        for (Future<?> chunk : chunks) {
            chunk.get(10, TimeUnit.SECONDS);
        }
        assertThat(committed).isSorted().hasSize(50);
    }

    @Test
    void everyLaterChunkYieldsWhileTheHeadBacksOffAndGetsItsTurnAfterwards() throws Exception {
        CompletableFuture<CommitSequencer.Turn> turn = new CompletableFuture<>();
        Future<?> later =
                threads.submit(
                        () -> {
                            turn.complete(sequencer.awaitTurn(1));
                            sequencer.awaitHead(1);
                            sequencer.committed(1);
                            return null;
                        });
        sequencer.headBacksOff();
        assertThat(turn.get(10, TimeUnit.SECONDS)).isEqualTo(CommitSequencer.Turn.YIELD);
        sequencer.committed(0);
        later.get(10, TimeUnit.SECONDS);
        assertThat(sequencer.committed()).isEqualTo(1);
        assertThat(sequencer.isHeadBackingOff()).isFalse();
    }

    @Test
    void theHeadItselfNeverYields() throws Exception {
        sequencer.headBacksOff();
        assertThat(sequencer.awaitTurn(0)).isEqualTo(CommitSequencer.Turn.GO_ON);
    }

    @Test
    void whoHoldsLocksYieldsWhenTheHeadExecutesForLongerThanPatience() throws Exception {
        sequencer.executing(0);
        nanos.addAndGet(PATIENCE_NANOS);
        assertThat(sequencer.awaitHoldingLocks(0)).isEqualTo(CommitSequencer.Turn.YIELD);
        assertThat(sequencer.awaitTurn(2)).isEqualTo(CommitSequencer.Turn.YIELD);
        assertThat(alarms).hasValue(1);
        sequencer.executed(0);
        assertThat(sequencer.isHeadBackingOff()).isTrue();
        sequencer.committed(0);
        assertThat(sequencer.isHeadBackingOff()).isFalse();
        assertThat(sequencer.awaitTurn(1)).isEqualTo(CommitSequencer.Turn.GO_ON);
    }

    @Test
    void aHeadThatHasExecutedMayTakeItsTimeToCommit() throws Exception {
        sequencer.executing(0);
        sequencer.executed(0);
        nanos.addAndGet(100 * PATIENCE_NANOS);
        Future<CommitSequencer.Turn> later = threads.submit(() -> sequencer.awaitTurn(1));
        sequencer.committed(0);
        assertThat(later.get(10, TimeUnit.SECONDS)).isEqualTo(CommitSequencer.Turn.GO_ON);
        assertThat(alarms).hasValue(0);
    }

    @Test
    void patienceCountsFromTheStatementsOfTheHeadAndWakesWhoWaitsAlready() throws Exception {
        Future<CommitSequencer.Turn> later = threads.submit(() -> sequencer.awaitTurn(1));
        sequencer.executing(0);
        nanos.addAndGet(PATIENCE_NANOS);
        sequencer.executing(0);
        nanos.addAndGet(PATIENCE_NANOS - 1);
        sequencer.executing(2);
        nanos.addAndGet(1);
        assertThat(later.get(10, TimeUnit.SECONDS)).isEqualTo(CommitSequencer.Turn.YIELD);
    }

    @Test
    void refusesACommitOutOfOrder() {
        assertThatThrownBy(() -> sequencer.committed(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsEveryWait() {
        Future<?> waiting =
                threads.submit(
                        () -> {
                            sequencer.awaitCommitted(5);
                            return null;
                        });
        sequencer.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
    }
}
