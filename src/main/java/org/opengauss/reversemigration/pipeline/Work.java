package org.opengauss.reversemigration.pipeline;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/** What a lane holds, in sequence order. */
sealed interface Work {
    /** @param ledger what the ledger says once it is applied, beside the lane's own position */
    record Whole(Chunk chunk, LedgerNote ledger) implements Work {
        Whole(Chunk chunk) {
            this(chunk, new LedgerNote(Set.of(), false));
        }
    }

    /**
     * What is applied up to the chunk's position.
     *
     * @param tables these tables
     * @param everyTable all there are
     */
    record LedgerNote(Set<TableName> tables, boolean everyTable) {}

    /** A transaction too large to hold: its parts follow while it is being applied. */
    record Large(long sequence, BlockingQueue<Part> parts) implements Work {
        private static final int PARTS_AHEAD = 2;

        Large(long sequence) {
            this(sequence, new ArrayBlockingQueue<>(PARTS_AHEAD));
        }
    }

    /** The lane will get nothing more. */
    record End() implements Work {}

    /** A piece of a large transaction. */
    sealed interface Part {
        record Rows(List<SlotMessage.Content> contents, long bytes) implements Part {}

        /** @param alreadyApplied the ledger has it after all: nothing may be committed */
        record Last(SlotMessage.Commit commit, boolean alreadyApplied) implements Part {}

        /** The stream ended before the transaction did: it will be sent again. */
        record Cut() implements Part {}
    }
}
