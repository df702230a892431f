package org.opengauss.reversemigration.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tickets: lets chunks commit in sequence order, whoever finishes executing first. Thread-safe.
 *
 * <p>When the head of line cannot go on (a lock it needs may be held by a later chunk, or MySQL refuses for now), because
 * it says so by {@link #headBacksOff} or because it executes for longer than {@link HeadPatience} allows, every later
 * chunk that waits while it holds locks is told to roll back and to execute again once its turn has come.
 */
public final class CommitSequencer {
    /** What a waiting chunk that holds locks is told. */
    public enum Turn {
        /** What it waited for has committed. */
        GO_ON,
        /** Roll back now, then wait with {@link #awaitHead} and execute again. */
        YIELD
    }

    private final HeadPatience patience;
    private final LongSupplier nanoClock;
    private final Runnable onAlarm;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** When chunks in flight began to execute, by sequence. */
    private final Map<Long, Long> executingSince = new HashMap<>();

    private volatile long committed = -1;
    private boolean headBackingOff;
    private boolean alarmed;
    private long alarmNanos;
    private boolean closed;

    /** @param onAlarm called each time patience with the head has ended */
    public CommitSequencer(HeadPatience patience, LongSupplier nanoClock, Runnable onAlarm) {
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.onAlarm = onAlarm;
    }

    public long committed() {
        return committed;
    }

    public boolean isHead(long sequence) {
        return committed == sequence - 1;
    }

    /** The chunk's statements run from now on, until {@link #executed}. */
    public void executing(long sequence) {
        lock.lock();
        try {
            executingSince.put(sequence, nanoClock.getAsLong());
            if (sequence == committed + 1) {
                moved.signalAll(); // whoever waits has to mind its time
            }
        } finally {
            lock.unlock();
        }
    }

    /** The chunk's statements are answered, for good or ill. */
    public void executed(long sequence) {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            long nanos = now - executingSince.remove(sequence);
            if (!alarmed) {
                patience.executed(nanos);
            } else if (sequence == committed + 1) {
                patience.yieldEnded(now - alarmNanos, now);
                alarmed = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, holding nothing, until {@code sequence} and everything before it has committed. */
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

    /** The same, for a later chunk that has executed something and holds locks. */
    public Turn awaitHoldingLocks(long sequence) throws InterruptedException {
        lock.lock();
        try {
            while (committed < sequence) {
                checkOpen();
                long left = untilAlarm();
                if (left <= 0) {
                    alarm();
                }
                if (headBackingOff) {
                    return Turn.YIELD;
                }
                if (left == Long.MAX_VALUE) {
                    moved.await();
                } else {
                    moved.awaitNanos(left);
                }
            }
            checkOpen();
            return Turn.GO_ON;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the turn of a chunk that has executed and holds locks. */
    public Turn awaitTurn(long sequence) throws InterruptedException {
        return awaitHoldingLocks(sequence - 1);
    }

    /** Waits for the turn of a chunk that holds nothing. */
    public void awaitHead(long sequence) throws InterruptedException {
        awaitCommitted(sequence - 1);
    }

    private long untilAlarm() {
        Long since = executingSince.get(committed + 1);
        if (since == null || headBackingOff) {
            return Long.MAX_VALUE;
        }
        long now = nanoClock.getAsLong();
        return since + patience.nanos(now) - now;
    }

    private void alarm() {
        alarmed = true;
        alarmNanos = nanoClock.getAsLong();
        headBackingOff = true;
        onAlarm.run();
        moved.signalAll();
    }

    /** Whether everyone behind the head of line was asked to let go. */
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
