package org.opengauss.reversemigration.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.ExecutionClock;
import org.opengauss.reversemigration.dispatch.HeadPatience;
import org.opengauss.reversemigration.dispatch.InFlightKeys;
import org.opengauss.reversemigration.dispatch.KeySource;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.target.ChunkApplier;
import org.opengauss.reversemigration.target.Targets;

/** {@code apply.mode: transaction}: chunks of whole transactions execute in parallel and commit in source order. */
final class OrderedApplying implements Applying {
    private final List<ChunkApplier> appliers = new ArrayList<>();
    private final OrderedParts ordered;
    private final OrderedScheduler scheduler;
    private final List<LaneWriter> writers;

    /** @param connect makes the applier of a lane */
    OrderedApplying(
            SessionParts parts,
            ApplyConfig apply,
            KeySource keys,
            IntFunction<ChunkApplier> connect) {
        ordered =
                new OrderedParts(
                        IntStream.range(0, apply.writers()).mapToObj(lane -> new Lane()).toList(),
                        new CommitSequencer(
                                new HeadPatience(Targets.LOCK_WAIT),
                                System::nanoTime,
                                parts.progress()::yielded),
                        new ChunkSizer(apply.chunkTarget(), apply.maxChunkRows()),
                        new ExecutionClock(System::nanoTime));
        scheduler =
                new OrderedScheduler(
                        parts,
                        ordered,
                        new ChunkBuilder(
                                apply.maxChunkTransactions(),
                                apply.maxChunkRows(),
                                apply.maxChunkBytes()),
                        new InFlightKeys(keys));
        IntStream.range(0, apply.writers()).mapToObj(connect).forEach(appliers::add);
        writers =
                IntStream.range(0, apply.writers())
                        .mapToObj(
                                lane ->
                                        new Writer(
                                                lane,
                                                appliers.get(lane),
                                                parts,
                                                ordered,
                                                new OrderedDuties(parts)))
                        .<LaneWriter>map(writer -> writer::run)
                        .toList();
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public List<LaneWriter> writers() {
        return writers;
    }

    @Override
    public void skipTo(CommitPosition position) {
        appliers.get(0).execute(List.of());
        appliers.get(0).commit(position, SlotMessage.NO_TIME);
    }

    @Override
    public void endWaits() {
        ordered.sequencer().close();
    }

    @Override
    public void abort() {
        appliers.forEach(ChunkApplier::abort);
    }

    @Override
    public void close() {
        appliers.forEach(ChunkApplier::close);
    }
}
