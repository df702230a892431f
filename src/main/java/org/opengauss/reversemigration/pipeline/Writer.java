package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
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
    private final CommitSequencer sequencer;
    private final StopSignal abandon;

    /** @param abandon requested when the deadline of a stop is over: retries end */
    Writer(Lane lane, ChunkApplier applier, SessionParts parts, StopSignal abandon) {
        this.lane = lane;
        this.applier = applier;
        this.parts = parts;
        this.sequencer = parts.sequencer();
        this.abandon = abandon;
    }

    void run() throws InterruptedException {
        while (true) {
            Work work = lane.take(parts.failure());
            if (work instanceof Work.Whole whole) {
                apply(whole.chunk(), whole.waitsFor());
            } else if (work instanceof Work.Large large) {
                applyLarge(large);
            } else {
                return;
            }
        }
    }

    private void apply(Chunk chunk, long waitsFor) throws InterruptedException {
        sequencer.awaitCommitted(waitsFor);
        long started = System.nanoTime();
        if (!applyInParallel(chunk)) {
            sequencer.awaitHead(chunk.sequence());
            started = System.nanoTime();
            applyAtHead(chunk);
        }
        parts.sizer().applied(chunk.rows(), System.nanoTime() - started);
        finished(
                chunk.sequence(),
                chunk.last(),
                chunk.sourceTransactions(),
                chunk.rows(),
                chunk.commitMicros());
        parts.budget().release(chunk.bytes());
    }

    /** Executes beside earlier chunks and commits at its turn; false if it must be executed again at the head of line. */
    private boolean applyInParallel(Chunk chunk) throws InterruptedException {
        if (sequencer.isHeadBackingOff()) {
            return false;
        }
        try {
            applier.execute(chunk.transactions());
            if (sequencer.awaitTurn(chunk.sequence()) == CommitSequencer.Turn.YIELD) {
                applier.rollback();
                return false;
            }
            applier.commit(chunk.last(), chunk.commitMicros());
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

    private void applyAtHead(Chunk chunk) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY);
        boolean plain = false;
        while (true) {
            try {
                if (applier.isApplied(
                        chunk.last())) { // an earlier COMMIT went through, its answer was lost
                    return;
                }
                if (plain) {
                    applier.replay(chunk.transactions());
                    commitPosition(chunk);
                } else {
                    applier.execute(chunk.transactions());
                    applier.commit(chunk.last(), chunk.commitMicros());
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
        if (abandon.await(wait)) {
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
        applier.beginLarge();
        while (true) {
            Work.Part part = large.parts().poll(100, TimeUnit.MILLISECONDS);
            if (part == null) {
                parts.failure().check();
                if (abandon.requested()) {
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
                finished(large.sequence(), position, 1, rows, last.commit().commitMicros());
                return;
            } else if (part instanceof Work.Part.Cut) {
                applier.rollback();
                return;
            }
        }
    }

    private void finished(
            long sequence, CommitPosition last, int transactions, long rows, long commitMicros) {
        parts.watermark().raise(last.lsn());
        parts.progress().applied(last.lsn(), transactions, rows, commitMicros);
        sequencer.committed(sequence);
        parts.inbox().ring();
    }
}
