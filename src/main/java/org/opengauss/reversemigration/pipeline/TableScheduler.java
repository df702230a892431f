package org.opengauss.reversemigration.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.LowWatermark;
import org.opengauss.reversemigration.dispatch.TableSplitter;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Transactions to pieces, one for each lane that has a table of it, pieces to chunks of their lane. A chunk goes out when
 * it is full, or as soon as nothing more is at hand and its lane has nothing to do.
 *
 * <p>What belongs to no lane (a transaction too large to hold, a change of definitions) waits until all lanes are done, is
 * applied whole, and everything after it waits for it.
 */
final class TableScheduler implements Scheduler {
    /** Takes what all lanes have to wait for. */
    private static final int LANE_OF_BARRIERS = 0;

    private final SessionParts parts;
    private final List<Collecting> lanes = new ArrayList<>();
    private final TableSplitter splitter;
    private final LowWatermark low;
    private Work.Large large;

    /** What the dispatcher holds for one lane. */
    private static final class Collecting {
        final OrderedParts ordered;
        final Lane queue;
        final ChunkBuilder builder;
        Set<TableName> tables = new HashSet<>();
        long lastSent = -1;

        Collecting(OrderedParts ordered, Lane queue, ChunkBuilder builder) {
            this.ordered = ordered;
            this.queue = queue;
            this.builder = builder;
        }

        boolean isIdle() {
            return ordered.sequencer().committed() == lastSent;
        }
    }

    TableScheduler(
            SessionParts parts,
            ApplyConfig apply,
            List<OrderedParts> lanes,
            TableSplitter splitter,
            LowWatermark low) {
        this.parts = parts;
        this.splitter = splitter;
        this.low = low;
        for (int lane = 0; lane < lanes.size(); lane++) {
            OrderedParts ordered = lanes.get(lane);
            this.lanes.add(
                    new Collecting(
                            ordered,
                            ordered.lanes().get(lane),
                            new ChunkBuilder(
                                    apply.maxChunkTransactions(),
                                    apply.maxChunkRows(),
                                    apply.maxChunkBytes())));
        }
    }

    @Override
    public boolean isEmpty() {
        for (Collecting lane : lanes) {
            if (!lane.builder.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void transaction(Transaction transaction) throws InterruptedException {
        if (TableSplitter.isForAllTables(transaction)) {
            applyAlone(transaction);
            return;
        }
        if (!transaction.isEmpty()) {
            for (TableSplitter.Piece piece : splitter.split(transaction)) {
                collect(piece.lane(), piece.transaction(), piece.tables());
            }
        }
        low.passed(transaction.position());
    }

    private void collect(int number, Transaction piece, Set<TableName> tables)
            throws InterruptedException {
        Collecting lane = lanes.get(number);
        if (lane.builder.wouldOverflow(piece, lane.ordered.sizer().rowLimit())) {
            send(lane, false);
        }
        if (lane.builder.isEmpty()) {
            low.begun(number);
        }
        // charged here, not when it is sent: there are as many chunks in the making as lanes
        parts.budget().charge(piece.bytes());
        lane.builder.add(piece);
        lane.tables.addAll(tables);
        splitter.counted(number, piece.rows());
    }

    private void send(Collecting lane, boolean everyTable) throws InterruptedException {
        Work.LedgerNote note = new Work.LedgerNote(lane.tables, everyTable);
        lane.tables = new HashSet<>();
        lane.queue.put(new Work.Whole(lane.builder.take(++lane.lastSent), note), parts.failure());
    }

    @Override
    public void position(CommitPosition position) {
        low.passed(position);
    }

    @Override
    public void nothingMoreAtHand() throws InterruptedException {
        for (Collecting lane : lanes) {
            if (!lane.builder.isEmpty() && lane.isIdle()) {
                send(lane, false);
            }
        }
    }

    private void applyAlone(Transaction transaction) throws InterruptedException {
        awaitLanes();
        collect(LANE_OF_BARRIERS, transaction, Set.of());
        send(lanes.get(LANE_OF_BARRIERS), true);
        low.passed(transaction.position());
        awaitLanes();
    }

    /** Sends out everything and waits until it has committed. */
    private void awaitLanes() throws InterruptedException {
        sendRest();
        for (Collecting lane : lanes) {
            lane.ordered.sequencer().awaitCommitted(lane.lastSent);
        }
    }

    private void sendRest() throws InterruptedException {
        for (Collecting lane : lanes) {
            if (!lane.builder.isEmpty()) {
                send(lane, false);
            }
        }
    }

    @Override
    public void applyEverything() throws InterruptedException {
        giveUpLarge();
        awaitLanes();
    }

    /** Its chunk never commits, so the sequence number is free again. */
    private void giveUpLarge() throws InterruptedException {
        if (large != null) {
            putPart(new Work.Part.Cut());
            large = null;
            lanes.get(LANE_OF_BARRIERS).lastSent--;
        }
    }

    @Override
    public void end() throws InterruptedException {
        giveUpLarge();
        sendRest();
        for (Collecting lane : lanes) {
            lane.queue.put(new Work.End(), parts.failure());
        }
    }

    @Override
    public void largeBegins() throws InterruptedException {
        awaitLanes();
        Collecting lane = lanes.get(LANE_OF_BARRIERS);
        low.begun(LANE_OF_BARRIERS);
        large = new Work.Large(++lane.lastSent);
        lane.queue.put(large, parts.failure());
    }

    @Override
    public void largePart(List<SlotMessage.Content> contents, long bytes)
            throws InterruptedException {
        parts.budget().charge(bytes);
        putPart(new Work.Part.Rows(contents, bytes));
    }

    @Override
    public void largeEnds(SlotMessage.Commit commit, boolean alreadyApplied)
            throws InterruptedException {
        // first, so that the writer finds it done once it has committed
        low.passed(commit.position());
        putPart(new Work.Part.Last(commit, alreadyApplied));
        large = null;
        awaitLanes();
    }

    private void putPart(Work.Part part) throws InterruptedException {
        while (!large.parts().offer(part, 100, TimeUnit.MILLISECONDS)) {
            parts.failure().check();
        }
    }
}
