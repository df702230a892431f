package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommitSequencerTest {
    private final CommitSequencer sequencer = new CommitSequencer();
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
                                        .isEqualTo(CommitSequencer.Turn.COMMIT);
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
        assertThat(sequencer.awaitTurn(0)).isEqualTo(CommitSequencer.Turn.COMMIT);
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
