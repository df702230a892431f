package org.opengauss.reversemigration.testbed.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The transactions that the source committed, numbered from 1 in the order of their commits. Commits happen one by one
 * below its lock, which is what makes the order known; rows of the journal carry the numbers. Thread-safe.
 */
public final class History {
    private final List<Long> changesUpTo = new ArrayList<>(List.of(0L));
    private volatile long begun;

    /** Writes the last rows of a transaction and commits it. */
    @FunctionalInterface
    interface Commit<E extends Exception> {
        void as(long number) throws E;
    }

    synchronized <E extends Exception> void commit(int changes, Commit<E> commit) throws E {
        long number = changesUpTo.size();
        begun = number;
        commit.as(number);
        changesUpTo.add(changesUpTo.get(changesUpTo.size() - 1) + changes);
    }

    /** Transactions committed so far. */
    public synchronized long committed() {
        return changesUpTo.size() - 1;
    }

    /** No number above this can have been committed. */
    long begun() {
        return begun;
    }

    /** Row changes of the transactions 1 to {@code number}. */
    public synchronized long changes(long number) {
        return changesUpTo.get((int) Math.min(number, changesUpTo.size() - 1));
    }
}
