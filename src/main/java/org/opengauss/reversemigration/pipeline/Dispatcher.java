package org.opengauss.reversemigration.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opengauss.reversemigration.decode.DecodeException;
import org.opengauss.reversemigration.decode.MessageDecoder;
import org.opengauss.reversemigration.decode.TransactionAssembler;
import org.opengauss.reversemigration.decode.TransactionSink;
import org.opengauss.reversemigration.dispatch.ResumePoint;
import org.opengauss.reversemigration.dispatch.TableSplitter;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher thread: frames to messages, messages to transactions, and those the ledger lacks to the scheduler.
 */
final class Dispatcher implements TransactionSink {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long IDLE_POLL_MILLIS = 200;
    private static final long PENDING_POLL_MILLIS = 20;

    private final Inbox inbox;
    private final ByteBudget budget;
    private final Failure failure;
    private final Scheduler scheduler;
    private final MessageDecoder decoder;
    private final TransactionAssembler assembler;
    private final ResumePoint resume;

    private boolean skippingLarge;
    private long skippedTransactions;

    /** Whether tables were at different positions when last looked at. */
    private boolean uneven;

    /** Tables of the large transaction under way, as long as some are further than others. */
    private final Set<TableName> largeTables = new HashSet<>();

    Dispatcher(
            SessionParts parts,
            Scheduler scheduler,
            MessageDecoder decoder,
            AssemblerFactory assemblers,
            ResumePoint resume) {
        this.inbox = parts.inbox();
        this.budget = parts.budget();
        this.failure = parts.failure();
        this.scheduler = scheduler;
        this.decoder = decoder;
        this.assembler = assemblers.create(this);
        this.resume = resume;
    }

    /** Makes the assembler around its sink. */
    interface AssemblerFactory {
        TransactionAssembler create(TransactionSink sink);
    }

    /** Until the slot-reader says it reads no more; what is pending then still goes out. */
    void run() throws InterruptedException {
        uneven = resume.uneven().isPresent();
        resume.uneven()
                .ifPresent(
                        reached ->
                                LOG.info(
                                        "tables are at different positions up to {}, as apply.mode table leaves"
                                                + " them; what a table has is dropped, transactions are whole from"
                                                + " there on",
                                        reached.lsn()));
        while (true) {
            failure.check();
            InboxItem item =
                    inbox.poll(scheduler.isEmpty() ? IDLE_POLL_MILLIS : PENDING_POLL_MILLIS);
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
                scheduler.nothingMoreAtHand();
            }
        }
    }

    private void decode(Frame frame) throws InterruptedException {
        try {
            decoder.decode(frame, assembler::accept);
        } catch (DecodeException e) {
            // whole and good, and would never be applied if each start failed here before its
            // commit
            scheduler.applyEverything();
            throw e;
        } catch (Interrupted e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        }
    }

    private void idle(InboxItem.IdlePosition idle) {
        CommitPosition position = new CommitPosition(idle.lsn(), CommitPosition.Kind.END, 0, 0);
        if (!assembler.inTransaction() && !resume.isApplied(position)) {
            scheduler.position(position);
        }
    }

    private void end() throws InterruptedException {
        if (assembler.inTransaction()) {
            LOG.info("the transaction being received will be sent again at the next start");
        }
        scheduler.end();
    }

    @Override
    public void transaction(Transaction transaction) {
        if (resume.isApplied(transaction.position())) {
            noteSkipped();
            return;
        }
        try {
            scheduler.transaction(resume.lacking(transaction));
            noteUneven();
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }

    private void noteUneven() {
        if (uneven && resume.uneven().isEmpty()) {
            uneven = false;
            LOG.info("all tables are at the same position from here on");
        }
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
        interruptibly(scheduler::largeBegins);
    }

    @Override
    public void largePart(List<SlotMessage.Content> contents, long bytes) {
        if (skippingLarge) {
            return;
        }
        if (uneven) {
            largeTables.addAll(TableSplitter.tables(contents));
        }
        interruptibly(() -> scheduler.largePart(contents, bytes));
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
        if (!applied) {
            requireWhollyLacking(commit.position());
        }
        interruptibly(() -> scheduler.largeEnds(commit, applied));
    }

    /**
     * Tables take a large transaction together, unless it was not large when some of them took it; its parts went by
     * before its position could tell. Nothing of it is committed.
     */
    private void requireWhollyLacking(CommitPosition position) {
        for (TableName table : largeTables) {
            if (resume.has(table, position)) {
                throw new StartException(
                        ExitCode.STOPPED,
                        "the transaction committed at "
                                + position.lsn()
                                + " (xid "
                                + position.xid()
                                + ") is applied to table "
                                + table
                                + " already but not to all its tables, and is now above"
                                + " apply.max-transaction-bytes. Start once with the larger value of that key,"
                                + " or of -Xmx, that was in force before");
            }
        }
        largeTables.clear();
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
