package org.opengauss.reversemigration.pipeline;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue between slot-reader and dispatcher. Its bound is the byte budget, which the slot-reader acquires before it
 * puts frames in. Writers ring it too, so that the dispatcher waits in one place only. Thread-safe.
 */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<InboxItem> items = new ArrayDeque<>();
    private boolean rung;

    void put(InboxItem item) {
        lock.lock();
        try {
            items.add(item);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the dispatcher without an item: a chunk has committed. */
    void ring() {
        lock.lock();
        try {
            rung = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The next item, or null when none came in time or the inbox was rung. */
    InboxItem poll(long timeoutMillis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lock();
        try {
            while (items.isEmpty() && !rung && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            rung = false;
            return items.poll();
        } finally {
            lock.unlock();
        }
    }
}
