package org.opengauss.reversemigration.dispatch;

import static org.opengauss.reversemigration.model.SlotMessage.NO_TIME;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Transaction;

/** Collects consecutive transactions until somebody takes them as a chunk. Used by the dispatcher only. */
public final class ChunkBuilder {
    private final int maxTransactions;
    private final int maxRows;
    private final long maxBytes;

    private List<Transaction> transactions = new ArrayList<>();
    private CommitPosition last;
    private long commitMicros = NO_TIME;
    private int sourceTransactions;
    private int rows;
    private long bytes;

    public ChunkBuilder(int maxTransactions, int maxRows, long maxBytes) {
        this.maxTransactions = maxTransactions;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** Whether nothing at all has been added since the last chunk. */
    public boolean isEmpty() {
        return last == null;
    }

    public int rows() {
        return rows;
    }

    /** Whether the transaction would push a chunk that already has rows over its bounds. */
    public boolean wouldOverflow(Transaction transaction, int rowLimit) {
        return rows > 0
                && (transactions.size() >= maxTransactions
                        || rows + transaction.rows() > Math.min(maxRows, rowLimit)
                        || bytes + transaction.bytes() > maxBytes);
    }

    public void add(Transaction transaction) {
        addPosition(transaction.position());
        if (transaction.commitMicros() != NO_TIME) {
            commitMicros = transaction.commitMicros();
        }
        if (transaction.isEmpty()) {
            return;
        }
        transactions.add(transaction);
        rows += transaction.rows();
        bytes += transaction.bytes();
    }

    /** Moves the position without rows: an empty pair, or an idle position. */
    public void addPosition(CommitPosition position) {
        last = position;
        sourceTransactions++;
    }

    /**
     * What was collected, as the chunk with this number. Only when not empty.
     *
     * @param committed highest sequence that has committed
     */
    public Chunk take(long sequence, InFlightKeys keys, long committed) {
        return take(sequence, keys.mark(sequence, transactions, rows, committed));
    }

    /** The same, where no row has to wait for another chunk. */
    public Chunk take(long sequence) {
        return take(sequence, new Lateness(new BitSet(), 0, Lateness.NONE));
    }

    private Chunk take(long sequence, Lateness lateness) {
        if (last == null) {
            throw new IllegalStateException("no transaction was added since the last chunk");
        }
        Chunk chunk =
                new Chunk(
                        sequence,
                        transactions,
                        last,
                        commitMicros,
                        sourceTransactions,
                        rows,
                        bytes,
                        lateness);
        transactions = new ArrayList<>(transactions.size());
        last = null;
        commitMicros = NO_TIME;
        sourceTransactions = 0;
        rows = 0;
        bytes = 0;
        return chunk;
    }
}
