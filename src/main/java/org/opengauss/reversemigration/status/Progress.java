package org.opengauss.reversemigration.status;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;

/** What the threads of a run count as they go. Thread-safe; read as a {@link Snapshot}. */
public final class Progress {
    private final LongAdder transactions = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder yields = new LongAdder();
    private volatile Lsn received = Lsn.ZERO;
    private volatile Lsn applied = Lsn.ZERO;
    private volatile Lsn confirmed = Lsn.ZERO;
    private volatile long lastCommitMicros = SlotMessage.NO_TIME;
    private volatile State state = State.STARTING;
    private volatile String reason = "";

    public void received(Lsn lsn, long payloadBytes) {
        received = lsn;
        bytes.add(payloadBytes);
    }

    /** A chunk has committed on MySQL. */
    public void applied(Lsn lsn, int sourceTransactions, long chunkRows, long commitMicros) {
        applied = lsn;
        transactions.add(sourceTransactions);
        rows.add(chunkRows);
        if (commitMicros != SlotMessage.NO_TIME) {
            lastCommitMicros = commitMicros;
        }
        if (state != State.REPLICATING) {
            enter(State.REPLICATING, "");
        }
    }

    public long rows() {
        return rows.sum();
    }

    public Lsn appliedLsn() {
        return applied;
    }

    public void confirmed(Lsn lsn) {
        confirmed = lsn;
    }

    /** A session begins behind this position, which is applied and may be confirmed. */
    public void resumed(Lsn lsn) {
        received = Lsn.max(received, lsn);
        applied = lsn;
        confirmed = Lsn.max(confirmed, lsn);
        enter(State.REPLICATING, "");
    }

    public void retrying(String why) {
        retries.increment();
        enter(State.RETRYING, why);
    }

    /** Later chunks were rolled back because the head of line seemed to wait for them. */
    public void yielded() {
        yields.increment();
    }

    public synchronized void enter(State next, String why) {
        reason = why;
        state = next;
    }

    /** @param backlog whether anything received is not yet applied; while retrying that is taken for granted */
    public Snapshot snapshot(
            long nowMicros, boolean backlog, long inFlightBytes, long inFlightLimit) {
        return new Snapshot(
                state,
                reason,
                received,
                applied,
                confirmed,
                transactions.sum(),
                rows.sum(),
                bytes.sum(),
                retries.sum(),
                yields.sum(),
                backlog || state == State.RETRYING ? lagSeconds(nowMicros) : OptionalDouble.of(0),
                inFlightBytes,
                inFlightLimit);
    }

    private OptionalDouble lagSeconds(long nowMicros) {
        long commitMicros = lastCommitMicros;
        return commitMicros == SlotMessage.NO_TIME
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, (nowMicros - commitMicros) / 1e6));
    }
}
