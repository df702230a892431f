package org.opengauss.reversemigration.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.decode.DecodeException;
import org.opengauss.reversemigration.decode.JsonDecoder;
import org.opengauss.reversemigration.decode.TransactionAssembler;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.ExecutionClock;
import org.opengauss.reversemigration.dispatch.HeadPatience;
import org.opengauss.reversemigration.dispatch.InFlightKeys;
import org.opengauss.reversemigration.dispatch.KeySource;
import org.opengauss.reversemigration.dispatch.ResumePoint;
import org.opengauss.reversemigration.dispatch.Watermark;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.status.Progress;

class DispatcherTest {
    private static final Lsn HEADER = new Lsn(0x200);
    private static final String TRUNCATE = "table public.t: TRUNCATE: (no-flags)";

    private final Lane lane = new Lane();
    private final Failure failure = new Failure();
    private final SessionParts parts =
            new SessionParts(
                    new Inbox(),
                    new ByteBudget(1 << 20),
                    new Watermark(Lsn.ZERO),
                    new Progress(),
                    failure,
                    new StopSignal(),
                    new StopSignal());
    private final OrderedParts ordered =
            new OrderedParts(
                    List.of(lane),
                    new CommitSequencer(
                            new HeadPatience(Duration.ofSeconds(4)), System::nanoTime, () -> {}),
                    new ChunkSizer(Duration.ofMillis(80), 10),
                    new ExecutionClock(System::nanoTime));

    @Test
    void largeTransactionWhoseRestDoesNotComeIsGivenUpAtOnce() throws InterruptedException {
        Dispatcher dispatcher = dispatcher("BEGIN 7", TRUNCATE, TRUNCATE, TRUNCATE);
        parts.inbox().put(new InboxItem.End());

        dispatcher.run();

        Work.Large large = (Work.Large) lane.take(failure);
        assertThat(large.parts().poll()).isInstanceOf(Work.Part.Rows.class);
        assertThat(large.parts().poll()).isInstanceOf(Work.Part.Cut.class);
        assertThat(lane.take(failure)).isInstanceOf(Work.End.class);
    }

    @Test
    void whatCameBeforeAnUnreadableMessageIsAppliedFirst() throws InterruptedException {
        Dispatcher dispatcher = dispatcher("BEGIN 7", TRUNCATE, "COMMIT 7 CSN 8", "nonsense");
        CompletableFuture<Void> run =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                dispatcher.run();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });

        Work.Whole work = (Work.Whole) lane.take(failure);
        assertThat(work.chunk().last())
                .isEqualTo(new CommitPosition(HEADER, CommitPosition.Kind.END, 7, 8));
        assertThat(run).isNotDone();
        ordered.sequencer().committed(work.chunk().sequence());

        assertThatThrownBy(run::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DecodeException.class);
    }

    /** A dispatcher that finds frames with these texts of a serial stream in the inbox. */
    private Dispatcher dispatcher(String... texts) {
        List<Frame> frames =
                Stream.of(texts).map(text -> new Frame(HEADER, text.getBytes(UTF_8))).toList();
        parts.inbox().put(new InboxItem.Frames(frames, 0));
        return new Dispatcher(
                parts,
                new OrderedScheduler(
                        parts,
                        ordered,
                        new ChunkBuilder(10, 10, 1 << 20),
                        new InFlightKeys(new WholeTables())),
                new JsonDecoder(StreamMode.SERIAL),
                sink -> new TransactionAssembler(sink, 300, table -> true),
                new ResumePoint(new CommitPosition(new Lsn(0x100), CommitPosition.Kind.END, 0, 0)));
    }

    /** Every change is one of its whole table. */
    private static final class WholeTables implements KeySource {
        @Override
        public void of(Change change, KeyList keys) {
            keys.clear(table(change.table()));
            keys.wholeTable();
        }

        @Override
        public long table(TableName table) {
            return table.hashCode();
        }

        @Override
        public long generation() {
            return 0;
        }
    }
}
