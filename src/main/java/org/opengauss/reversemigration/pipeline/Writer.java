package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.Lateness;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.target.ChunkApplier;
import org.opengauss.reversemigration.target.ReplayException;
import org.opengauss.reversemigration.target.TargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer thread: takes its lane's work in order, executes it at once where it may, and commits it when its turn comes.
 *
 * <p>Whatever goes wrong before a chunk is the head of line is no verdict: it rolls back, waits for its turn and executes
 * again. At the head of line transient failures are tried again until they pass or the run is stopped; anything else goes
 * to the plain replay, which alone may judge.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final Lane lane;
    private final ChunkApplier applier;
    private final SessionParts parts;
    private final OrderedParts ordered;
    private final LaneDuties duties;
    private final CommitSequencer sequencer;

    /** MySQL's time with the chunk under way; what was rolled back does not count. */
    private long executeNanos;

    private long commitNanos;

    Writer(
            int lane,
            ChunkApplier applier,
            SessionParts parts,
            OrderedParts ordered,
            LaneDuties duties) {
        this.lane = ordered.lanes().get(lane);
        this.applier = applier;
        this.parts = parts;
        this.ordered = ordered;
        this.duties = duties;
        this.sequencer = ordered.sequencer();
    }

    void run() throws InterruptedException {
        while (true) {
            Work work = lane.take(parts.failure(), duties::idle);
            if (work instanceof Work.Whole whole) {
                duties.begin(whole);
                apply(whole.chunk());
            } else if (work instanceof Work.Large large) {
                applyLarge(large);
            } else {
                duties.end();
                return;
            }
        }
    }

    private void apply(Chunk chunk) throws InterruptedException {
        if (chunk.isWhollyLate()) {
            sequencer.awaitCommitted(chunk.lateness().after());
        }
        startTimes();
        if (sequencer.isHead(chunk.sequence()) || !applyInParallel(chunk)) {
            sequencer.awaitHead(chunk.sequence());
            applyAtHead(chunk);
        }
        ordered.sizer().applied(chunk.rows(), executeNanos, commitNanos);
        duties.committed(chunk);
        finished(chunk.sequence());
        parts.budget().release(chunk.bytes());
    }

    /** Executes beside earlier chunks and commits at its turn; false if it must be executed again at the head of line. */
    private boolean applyInParallel(Chunk chunk) throws InterruptedException {
        if (sequencer.isHeadBackingOff()) {
            return false;
        }
        try {
            if (!executeRows(chunk)
                    || sequencer.awaitTurn(chunk.sequence()) == CommitSequencer.Turn.YIELD) {
                applier.rollback();
                return false;
            }
            commit(chunk);
            return true;
        } catch (TargetException e) {
            if (e.exitCode() == ExitCode.FENCED) {
                throw e;
            }
            LOG.debug(
                    "chunk {} is executed again at the head of line: {}",
                    chunk.sequence(),
                    e.getMessage());
            return false;
        }
    }

    /** Early rows at once, late ones when they may; false if told to yield in between. */
    private boolean executeRows(Chunk chunk) throws InterruptedException {
        Lateness lateness = chunk.lateness();
        if (lateness.after() <= sequencer.committed()) {
            execute(chunk, () -> applier.execute(chunk.transactions()));
            return true;
        }
        execute(chunk, () -> applier.executeEarly(chunk.transactions(), lateness.late()));
        if (sequencer.awaitHoldingLocks(lateness.after()) == CommitSequencer.Turn.YIELD) {
            return false;
        }
        execute(chunk, applier::executeLate);
        return true;
    }

    private void startTimes() {
        executeNanos = 0;
        commitNanos = 0;
    }

    private void execute(Chunk chunk, Runnable statements) {
        sequencer.executing(chunk.sequence());
        double began = ordered.clock().begin();
        try {
            statements.run();
        } finally {
            executeNanos += ordered.clock().end(began);
            sequencer.executed(chunk.sequence());
        }
    }

    private void commit(Chunk chunk) {
        double began = ordered.clock().begin();
        try {
            applier.commit(chunk.last(), chunk.commitMicros());
        } finally {
            commitNanos += ordered.clock().end(began);
        }
    }

    private void applyAtHead(Chunk chunk) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY);
        boolean plain = false;
        while (true) {
            startTimes();
            try {
                if (applier.isApplied(
                        chunk.last())) { // an earlier COMMIT went through, its answer was lost
                    return;
                }
                if (plain) {
                    applier.replay(chunk.transactions());
                    commitPosition(chunk);
                } else {
                    execute(
                            chunk,
                            () ->
                                    applier.applyNow(
                                            chunk.transactions(),
                                            chunk.last(),
                                            chunk.commitMicros()));
                }
                return;
            } catch (TargetException e) {
                if (e.exitCode() == ExitCode.FENCED || plain && !e.isTransient()) {
                    throw e;
                }
                if (plain || e.isTransient() && !(e instanceof ReplayException)) {
                    backOff(backoff, e);
                } else {
                    plain = true;
                    sequencer.headBacksOff(); // a later chunk may hold what this one needs
                }
            }
        }
    }

    /** The plain replay commits transactions that have rows; empty ones behind them only move the position. */
    private void commitPosition(Chunk chunk) {
        if (!applier.isApplied(chunk.last())) {
            applier.execute(List.of());
            applier.commit(chunk.last(), chunk.commitMicros());
        }
    }

    private void backOff(Backoff backoff, TargetException reason) throws InterruptedException {
        sequencer.headBacksOff();
        Duration wait = backoff.next();
        parts.progress().retrying(reason.getMessage());
        if (backoff.attempts() <= 3 || backoff.attempts() % 10 == 0) {
            LOG.warn(
                    "attempt {}: {}; trying again in {} ms",
                    backoff.attempts(),
                    reason.getMessage(),
                    wait.toMillis());
        }
        if (parts.abandon().await(wait)) {
            throw new InterruptedException("stopped while retrying");
        }
        parts.failure().check();
    }

    /**
     * Streams a large transaction into its own MySQL transaction, alone at the head of line. A transient failure ends the
     * session: the parts are gone, the stream has to be opened again at the ledger's position.
     */
    private void applyLarge(Work.Large large) throws InterruptedException {
        sequencer.awaitHead(large.sequence());
        long rows = 0;
        duties.beginLarge();
        applier.beginLarge();
        while (true) {
            Work.Part part = large.parts().poll(100, TimeUnit.MILLISECONDS);
            if (part == null) {
                parts.failure().check();
                if (parts.abandon().requested()) {
                    applier.rollback();
                    throw new InterruptedException("stopped in a large transaction");
                }
            } else if (part instanceof Work.Part.Rows piece) {
                applier.largePart(piece.contents());
                rows += piece.contents().size();
                parts.budget().release(piece.bytes());
            } else if (part instanceof Work.Part.Last last) {
                CommitPosition position = last.commit().position();
                if (last.alreadyApplied()) {
                    applier.rollback();
                } else {
                    applier.commit(position, last.commit().commitMicros());
                }
                duties.committedLarge(position, rows, last.commit().commitMicros());
                finished(large.sequence());
                return;
            } else if (part instanceof Work.Part.Cut) {
                applier.rollback();
                return;
            }
        }
    }

    private void finished(long sequence) {
        sequencer.committed(sequence);
        parts.inbox().ring();
    }
}
