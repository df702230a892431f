package org.opengauss.reversemigration.dispatch;

import static org.opengauss.reversemigration.model.SlotMessage.NO_TIME;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/** Collects consecutive transactions until somebody takes them as a chunk. Used by the dispatcher only. */
public final class ChunkBuilder {
    private final int maxTransactions;
    private final int maxRows;
    private final long maxBytes;

    private long nextSequence;
    private List<Transaction> transactions = new ArrayList<>();
    private Set<TableName> tables = new HashSet<>();
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

    /** Tables of what was collected; a view. */
    public Set<TableName> tables() {
        return Collections.unmodifiableSet(tables);
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
        TableName previous = null;
        for (SlotMessage.Content content : transaction.contents()) {
            if (content instanceof Change change) {
                if (!change.table().equals(previous)) {
                    previous = change.table();
                    tables.add(previous);
                }
            } else if (content instanceof SlotMessage.Truncate truncate) {
                tables.addAll(truncate.tables());
            }
        }
    }

    /** Moves the position without rows: an empty pair, or an idle position. */
    public void addPosition(CommitPosition position) {
        last = position;
        sourceTransactions++;
    }

    /** The next sequence number, for work that is not built here (a large transaction). */
    public long takeSequence() {
        return nextSequence++;
    }

    /** What was collected, as the next chunk in order. Only when not empty. */
    public Chunk take() {
        if (last == null) {
            throw new IllegalStateException("no transaction was added since the last chunk");
        }
        Chunk chunk =
                new Chunk(
                        nextSequence++,
                        transactions,
                        last,
                        commitMicros,
                        sourceTransactions,
                        rows,
                        bytes,
                        tables);
        transactions = new ArrayList<>();
        tables = new HashSet<>();
        last = null;
        commitMicros = NO_TIME;
        sourceTransactions = 0;
        rows = 0;
        bytes = 0;
        return chunk;
    }
}
