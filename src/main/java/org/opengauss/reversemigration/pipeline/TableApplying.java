package org.opengauss.reversemigration.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.ExecutionClock;
import org.opengauss.reversemigration.dispatch.HeadPatience;
import org.opengauss.reversemigration.dispatch.LowWatermark;
import org.opengauss.reversemigration.dispatch.TableLanes;
import org.opengauss.reversemigration.dispatch.TableSplitter;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.target.ChunkApplier;
import org.opengauss.reversemigration.target.Targets;

/**
 * {@code apply.mode: table}: each table has a lane, and lanes commit on their own. A lane is in order within itself, so
 * its next chunk is always its head of line.
 */
final class TableApplying implements Applying {
    private final List<ChunkApplier> appliers = new ArrayList<>();
    private final List<OrderedParts> lanes = new ArrayList<>();
    private final List<LaneWriter> writers = new ArrayList<>();
    private final TableScheduler scheduler;

    /**
     * @param start up to where every table is applied
     * @param tableId the MySQL table that a source table goes to
     * @param connect makes the applier of a lane
     */
    TableApplying(
            SessionParts parts,
            ApplyConfig apply,
            CommitPosition start,
            ToLongFunction<TableName> tableId,
            IntFunction<ChunkApplier> connect) {
        int count = apply.writers();
        List<Lane> queues = IntStream.range(0, count).mapToObj(lane -> new Lane()).toList();
        ChunkSizer sizer = new ChunkSizer(apply.chunkTarget(), apply.maxChunkRows());
        ExecutionClock clock = new ExecutionClock(System::nanoTime);
        LowWatermark low = new LowWatermark(count, start);
        TableWatermark watermark = new TableWatermark(parts, low, count);
        for (int lane = 0; lane < count; lane++) {
            CommitSequencer order =
                    new CommitSequencer(
                            new HeadPatience(Targets.LOCK_WAIT),
                            System::nanoTime,
                            parts.progress()::yielded);
            ChunkApplier applier = connect.apply(lane);
            OrderedParts ordered = new OrderedParts(queues, order, sizer, clock);
            Writer writer =
                    new Writer(
                            lane,
                            applier,
                            parts,
                            ordered,
                            new TableDuties(lane, applier, low, watermark));
            appliers.add(applier);
            lanes.add(ordered);
            writers.add(writer::run);
        }
        TableSplitter splitter = new TableSplitter(new TableLanes(count), tableId);
        scheduler = new TableScheduler(parts, apply, lanes, splitter, low);
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public List<LaneWriter> writers() {
        return List.copyOf(writers);
    }

    @Override
    public void skipTo(CommitPosition position) {
        ChunkApplier applier = appliers.get(0);
        applier.moveEveryTable();
        applier.execute(List.of());
        applier.commit(position, SlotMessage.NO_TIME);
    }

    @Override
    public void endWaits() {
        lanes.forEach(lane -> lane.sequencer().close());
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
