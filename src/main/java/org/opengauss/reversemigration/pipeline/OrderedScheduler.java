package org.opengauss.reversemigration.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.InFlightKeys;
import org.opengauss.reversemigration.dispatch.LaneChooser;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Transactions to chunks in commit order, their rows marked early or late, chunks to lanes.
 *
 * <p>A chunk goes out when it is full (a backlog), or, as soon as nothing more is at hand, while fewer than two are in
 * flight: commits go one by one, so a third small one would only wait longer than it does here, where it can grow.
 * Positions without rows are written at most once a second.
 */
final class OrderedScheduler implements Scheduler {
    private static final int SMALL_CHUNKS_IN_FLIGHT = 2;
    private static final long POSITION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionParts parts;
    private final OrderedParts ordered;
    private final ChunkBuilder builder;
    private final InFlightKeys keys;
    private final LaneChooser chooser;

    private long lastSent = -1;
    private long lastPositionNanos = System.nanoTime();
    private Work.Large large;

    OrderedScheduler(
            SessionParts parts, OrderedParts ordered, ChunkBuilder builder, InFlightKeys keys) {
        this.parts = parts;
        this.ordered = ordered;
        this.builder = builder;
        this.keys = keys;
        this.chooser = new LaneChooser(ordered.lanes().size(), Lane.FULL_LOAD);
    }

    @Override
    public boolean isEmpty() {
        return builder.isEmpty();
    }

    @Override
    public void transaction(Transaction transaction) throws InterruptedException {
        if (builder.wouldOverflow(transaction, ordered.sizer().rowLimit())) {
            send();
        }
        builder.add(transaction);
    }

    @Override
    public void position(CommitPosition position) {
        builder.addPosition(position);
    }

    @Override
    public void nothingMoreAtHand() throws InterruptedException {
        if (builder.isEmpty()
                || lastSent - ordered.sequencer().committed() >= SMALL_CHUNKS_IN_FLIGHT) {
            return;
        }
        if (builder.rows() > 0
                || System.nanoTime() - lastPositionNanos >= POSITION_INTERVAL_NANOS) {
            send();
        }
    }

    private void send() throws InterruptedException {
        long committed = ordered.sequencer().committed();
        Chunk chunk = builder.take(++lastSent, keys, committed);
        lastPositionNanos = System.nanoTime();
        parts.budget().charge(chunk.bytes());
        put(chooser.choose(chunk, this::load, committed), new Work.Whole(chunk));
    }

    private void sendRest() throws InterruptedException {
        if (large != null) {
            putPart(new Work.Part.Cut());
        }
        if (!builder.isEmpty()) {
            send();
        }
    }

    private int load(int lane) {
        return ordered.lanes().get(lane).load();
    }

    private void put(int lane, Work work) throws InterruptedException {
        ordered.lanes().get(lane).put(work, parts.failure());
    }

    @Override
    public void applyEverything() throws InterruptedException {
        sendRest();
        ordered.sequencer().awaitCommitted(large == null ? lastSent : lastSent - 1);
    }

    @Override
    public void end() throws InterruptedException {
        sendRest();
        for (int lane = 0; lane < ordered.lanes().size(); lane++) {
            put(lane, new Work.End());
        }
    }

    @Override
    public void largeBegins() throws InterruptedException {
        if (!builder.isEmpty()) {
            send();
        }
        large = new Work.Large(++lastSent);
        keys.barrier(large.sequence());
        put(chooser.shortest(large.sequence(), this::load), large);
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
        putPart(new Work.Part.Last(commit, alreadyApplied));
        large = null;
    }

    private void putPart(Work.Part part) throws InterruptedException {
        while (!large.parts().offer(part, 100, TimeUnit.MILLISECONDS)) {
            parts.failure().check();
        }
    }
}
