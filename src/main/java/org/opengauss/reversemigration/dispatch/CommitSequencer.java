package org.opengauss.reversemigration.dispatch;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tickets: lets chunks commit in sequence order, whoever finishes executing first. Thread-safe.
 *
 * <p>When the head of line cannot go on (a lock it needs may be held by a later chunk, or MySQL refuses for now) it calls
 * {@link #headBacksOff}; every later chunk that waits for its turn is then told to roll back and to execute again once
 * its turn has come, so nobody holds locks while nothing moves.
 */
public final class CommitSequencer {
    /** What a waiting chunk is told. */
    public enum Turn {
        /** It is the head of line: everything earlier has committed. */
        COMMIT,
        /** Roll back now, then wait with {@link #awaitHead} and execute again. */
        YIELD
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long committed = -1;
    private boolean headBackingOff;
    private boolean closed;

    public long committed() {
        lock.lock();
        try {
            return committed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code sequence} and everything before it has committed. */
    public void awaitCommitted(long sequence) throws InterruptedException {
        lock.lock();
        try {
            while (committed < sequence) {
                checkOpen();
                moved.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the turn of a chunk that has executed and holds locks. */
    public Turn awaitTurn(long sequence) throws InterruptedException {
        lock.lock();
        try {
            while (committed < sequence - 1) {
                checkOpen();
                if (headBackingOff) {
                    return Turn.YIELD;
                }
                moved.await();
            }
            checkOpen();
            return Turn.COMMIT;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the turn of a chunk that holds nothing. */
    public void awaitHead(long sequence) throws InterruptedException {
        awaitCommitted(sequence - 1);
    }

    /** Whether the head of line asked everyone else to let go. */
    public boolean isHeadBackingOff() {
        lock.lock();
        try {
            return headBackingOff;
        } finally {
            lock.unlock();
        }
    }

    /** The head of line could not commit and will try again. */
    public void headBacksOff() {
        lock.lock();
        try {
            headBackingOff = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@code sequence}, the head of line, has committed. */
    public void committed(long sequence) {
        lock.lock();
        try {
            if (sequence != committed + 1) {
                throw new IllegalStateException(
                        "chunk " + sequence + " committed out of order, after " + committed);
            }
            committed = sequence;
            headBackingOff = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait, present and future, with {@link InterruptedException}: the run is over. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the run is over");
        }
    }
}
