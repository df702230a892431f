package org.opengauss.reversemigration.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;

/**
 * Where lanes commit each in its own order: the highest transaction with nothing unfinished at or below it on any lane.
 * The dispatcher tells what it collects, writers what they finished. Thread-safe.
 */
public final class LowWatermark {
    /**
     * A transaction, empty ones included.
     *
     * @param number place in commit order, counted from the session's first
     */
    public record Mark(long number, CommitPosition position) {
        public Mark {
            requireNonNull(position, "position is null");
        }
    }

    /** For each lane, the transaction before each of its unfinished chunks. */
    private final List<ArrayDeque<Mark>> unfinished = new ArrayList<>();

    private Mark last;

    /** @param start everything up to there is finished */
    public LowWatermark(int lanes, CommitPosition start) {
        for (int lane = 0; lane < lanes; lane++) {
            unfinished.add(new ArrayDeque<>());
        }
        last = new Mark(0, start);
    }

    /** A chunk for {@code lane} begins with changes of the transaction that is passed next. */
    public synchronized void begun(int lane) {
        unfinished.get(lane).addLast(last);
    }

    /** All changes of the next transaction are collected, if it had any. */
    public synchronized void passed(CommitPosition position) {
        last = new Mark(last.number() + 1, position);
    }

    /** The oldest unfinished chunk of {@code lane} has committed. */
    public synchronized void finished(int lane) {
        unfinished.get(lane).removeFirst();
    }

    public synchronized Mark lowest() {
        Mark lowest = last;
        for (ArrayDeque<Mark> lane : unfinished) {
            Mark before = lane.peekFirst();
            if (before != null && before.number() < lowest.number()) {
                lowest = before;
            }
        }
        return lowest;
    }
}
