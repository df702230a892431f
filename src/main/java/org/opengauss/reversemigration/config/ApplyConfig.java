package org.opengauss.reversemigration.config;

import java.time.Duration;

/**
 * {@code apply}: how changes reach MySQL.
 *
 * @param mode what MySQL transactions are made of
 * @param writers connections that apply; the original's {@code slot.runnable_num}
 * @param chunkTarget MySQL time a chunk should take while there is a backlog
 * @param inFlightBytes one budget for inbox, lanes and chunks together
 * @param maxTransactionBytes above it a transaction is streamed instead of held
 * @param stopDeadline how long a gentle stop may drain
 * @param ledgerDatabase MySQL database of the ledger and the dead letters
 */
public record ApplyConfig(
        Mode mode,
        int writers,
        Duration chunkTarget,
        int maxChunkTransactions,
        int maxChunkRows,
        long maxChunkBytes,
        long inFlightBytes,
        long maxTransactionBytes,
        OnConflict onConflict,
        WithoutIdentity withoutIdentity,
        UnfitValue unfitValue,
        Duration stopDeadline,
        String ledgerDatabase) {
    /** What is applied as one, and in which order. */
    public enum Mode {
        /** Whole source transactions in commit order: a reader of MySQL sees only states the source had. */
        TRANSACTION,
        /** Each table by itself, in its own order: nothing holds the changes of one transaction to two tables together. */
        TABLE
    }

    /** What to do with a row that does not fit. */
    public enum OnConflict {
        STOP,
        OVERWRITE,
        SKIP
    }

    /** What to do with tables whose UPDATE and DELETE name no row. */
    public enum WithoutIdentity {
        REFUSE,
        INSERT_ONLY
    }

    /** What to do with values MySQL has no form for (infinity, NaN, BC dates): stop, or write NULL. */
    public enum UnfitValue {
        STOP,
        NULL
    }
}
