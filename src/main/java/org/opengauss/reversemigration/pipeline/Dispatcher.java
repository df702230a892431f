package org.opengauss.reversemigration.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.decode.DecodeException;
import org.opengauss.reversemigration.decode.MessageDecoder;
import org.opengauss.reversemigration.decode.TransactionAssembler;
import org.opengauss.reversemigration.decode.TransactionSink;
import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.LaneChooser;
import org.opengauss.reversemigration.dispatch.ResumePoint;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher thread: frames to messages, messages to transactions, transactions to chunks, chunks to lanes.
 *
 * <p>A chunk goes out as soon as nothing more is waiting in the inbox and a writer is free (lowest lag), or when it is
 * full (a backlog). Positions without rows are written at most once a second.
 */
final class Dispatcher implements TransactionSink {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long IDLE_POLL_MILLIS = 200;
    private static final long PENDING_POLL_MILLIS = 20;
    private static final long POSITION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Inbox inbox;
    private final ByteBudget budget;
    private final List<Lane> lanes;
    private final MessageDecoder decoder;
    private final TransactionAssembler assembler;
    private final ChunkBuilder builder;
    private final ChunkSizer sizer;
    private final LaneChooser chooser;
    private final CommitSequencer sequencer;
    private final ResumePoint resume;
    private final Failure failure;

    private long lastDispatched = -1;
    private long lastPositionNanos = System.nanoTime();
    private Work.Large large;
    private boolean skippingLarge;
    private long skippedTransactions;

    Dispatcher(
            SessionParts parts,
            MessageDecoder decoder,
            AssemblerFactory assemblers,
            ResumePoint resume) {
        this.inbox = parts.inbox();
        this.budget = parts.budget();
        this.lanes = parts.lanes();
        this.sequencer = parts.sequencer();
        this.sizer = parts.sizer();
        this.builder = parts.builder();
        this.failure = parts.failure();
        this.decoder = decoder;
        this.assembler = assemblers.create(this);
        this.chooser = new LaneChooser(lanes.size());
        this.resume = resume;
    }

    /** Makes the assembler around its sink. */
    interface AssemblerFactory {
        TransactionAssembler create(TransactionSink sink);
    }

    /** Until the slot-reader says it reads no more; what is pending then still goes out. */
    void run() throws InterruptedException {
        while (true) {
            failure.check();
            InboxItem item = inbox.poll(builder.isEmpty() ? IDLE_POLL_MILLIS : PENDING_POLL_MILLIS);
            if (item instanceof InboxItem.Frames frames) {
                for (Frame frame : frames.frames()) {
                    decode(frame);
                }
                budget.release(frames.bytes());
            } else if (item instanceof InboxItem.IdlePosition idle) {
                idle(idle);
            } else if (item instanceof InboxItem.End) {
                end();
                return;
            }
            if (inbox.isEmpty()) {
                dispatchIfAWriterIsFree();
            }
        }
    }

    private void decode(Frame frame) throws InterruptedException {
        try {
            decoder.decode(frame, assembler::accept);
        } catch (DecodeException e) {
            applyWhatCameBefore();
            throw e;
        } catch (Interrupted e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        }
    }

    /** It is whole and good, and would never be applied if each start failed here before its commit. */
    private void applyWhatCameBefore() throws InterruptedException {
        long last = lastDispatched;
        if (large != null) {
            putPart(new Work.Part.Cut());
            last = large.sequence() - 1;
        } else if (!builder.isEmpty()) {
            dispatch();
            last = lastDispatched;
        }
        sequencer.awaitCommitted(last);
    }

    private void idle(InboxItem.IdlePosition idle) {
        CommitPosition position = new CommitPosition(idle.lsn(), CommitPosition.Kind.END, 0, 0);
        if (!assembler.inTransaction() && !resume.isApplied(position)) {
            builder.addPosition(position);
        }
    }

    private void end() throws InterruptedException {
        if (assembler.inTransaction()) {
            LOG.info("the transaction being received will be sent again at the next start");
        }
        if (large != null) {
            putPart(new Work.Part.Cut());
        }
        if (!builder.isEmpty()) {
            dispatch();
        }
        for (Lane lane : lanes) {
            lane.put(new Work.End(), failure);
        }
    }

    private void dispatchIfAWriterIsFree() throws InterruptedException {
        if (builder.isEmpty()) {
            return;
        }
        // behind a chunk that already waits there, this one had better grow: few large commits are
        // cheap
        int lane = chooser.laneFor(builder.tables(), sequencer.committed(), this::load);
        boolean writerFree = load(lane) <= 1;
        boolean worthIt =
                builder.rows() > 0
                        || System.nanoTime() - lastPositionNanos >= POSITION_INTERVAL_NANOS;
        if (writerFree && worthIt) {
            dispatch();
        }
    }

    private long load(int lane) {
        return lanes.get(lane).load();
    }

    private void dispatch() throws InterruptedException {
        Chunk chunk = builder.take();
        lastPositionNanos = System.nanoTime();
        LaneChooser.Choice choice =
                chooser.choose(chunk.sequence(), chunk.tables(), sequencer.committed(), this::load);
        lastDispatched = chunk.sequence();
        lanes.get(choice.lane()).put(new Work.Whole(chunk, choice.waitsFor()), failure);
    }

    @Override
    public void transaction(Transaction transaction) {
        if (resume.isApplied(transaction.position())) {
            noteSkipped();
            return;
        }
        if (!transaction.isEmpty()) {
            budget.charge(transaction.bytes());
        }
        if (builder.wouldOverflow(transaction, sizer.rowLimit())) {
            interruptibly(this::dispatch);
        }
        builder.add(transaction);
    }

    private void noteSkipped() {
        if (skippedTransactions++ == 0) {
            LOG.info("the server sends again what the ledger already has; it is dropped");
        }
    }

    @Override
    public void largeBegins(SlotMessage.Begin begin) {
        if (resume.isLastApplied(begin)) {
            noteSkipped();
            skippingLarge = true;
            return;
        }
        interruptibly(
                () -> {
                    if (!builder.isEmpty()) {
                        dispatch();
                    }
                    large = new Work.Large(builder.takeSequence());
                    lastDispatched = large.sequence();
                    int lane = chooser.chooseBarrier(large.sequence(), this::load);
                    lanes.get(lane).put(large, failure);
                });
    }

    @Override
    public void largePart(List<SlotMessage.Content> contents, long bytes) {
        if (skippingLarge) {
            return;
        }
        budget.charge(bytes);
        interruptibly(() -> putPart(new Work.Part.Rows(contents, bytes)));
    }

    @Override
    public void largeEnds(SlotMessage.Commit commit) {
        boolean applied = resume.isApplied(commit.position());
        if (skippingLarge) {
            skippingLarge = false;
            if (!applied) {
                throw new IllegalStateException(
                        "a transaction named like the last applied one ends at "
                                + commit.position().lsn());
            }
            return;
        }
        interruptibly(() -> putPart(new Work.Part.Last(commit, applied)));
        large = null;
    }

    private void putPart(Work.Part part) throws InterruptedException {
        while (!large.parts().offer(part, 100, TimeUnit.MILLISECONDS)) {
            failure.check();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** The decoder calls back through interfaces that know nothing of threads. */
    private static void interruptibly(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }

    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(InterruptedException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
