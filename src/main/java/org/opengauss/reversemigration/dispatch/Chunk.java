package org.opengauss.reversemigration.dispatch;

import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Transaction;

/**
 * A run of whole, consecutive source transactions that becomes one MySQL transaction. Empty transactions only move the
 * position and are not listed.
 *
 * @param sequence place in commit order, counting from 0 without gaps
 * @param last position of the last transaction, empty ones included
 * @param commitMicros source commit time of the last transaction that told one
 * @param sourceTransactions how many source transactions it stands for, empty ones included
 * @param bytes heap its rows keep alive, roughly
 */
public record Chunk(
        long sequence,
        List<Transaction> transactions,
        CommitPosition last,
        long commitMicros,
        int sourceTransactions,
        int rows,
        long bytes,
        Lateness lateness) {

    public boolean isWhollyLate() {
        return lateness.rows() == rows && rows > 0;
    }

    /** Whether so many of its rows wait for another chunk that there is little to do before. */
    public boolean isMostlyLate() {
        return 4L * lateness.rows() >= 3L * rows && rows > 0;
    }
}
