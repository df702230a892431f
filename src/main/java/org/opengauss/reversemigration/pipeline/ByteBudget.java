package org.opengauss.reversemigration.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one budget for all that is between the stream and MySQL: frames in the inbox, chunks and large
 * transactions in lanes. Thread-safe.
 *
 * <p>Only new frames wait for room. What is decoded from them is charged even beyond the capacity, because it must go on
 * to be released; a transaction in the making stays below {@code apply.max-transaction-bytes}, half the capacity, so
 * there is always room for its next frame once earlier chunks are done.
 */
final class ByteBudget {
    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private long used;

    ByteBudget(long capacity) {
        this.capacity = capacity;
    }

    long capacity() {
        return capacity;
    }

    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the bytes if there is room, waiting up to the time-out; one item larger than the capacity enters alone. */
    boolean tryAcquire(long bytes, long timeoutMillis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lock();
        try {
            while (used > 0 && used + bytes > capacity) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = released.awaitNanos(nanos);
            }
            used += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the bytes whether there is room or not. */
    void charge(long bytes) {
        lock.lock();
        try {
            used += bytes;
        } finally {
            lock.unlock();
        }
    }

    void release(long bytes) {
        lock.lock();
        try {
            used -= bytes;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
