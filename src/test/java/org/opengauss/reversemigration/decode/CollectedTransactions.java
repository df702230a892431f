package org.opengauss.reversemigration.decode;

import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/** Keeps what the assembler emits; large transactions are put together from their parts. */
final class CollectedTransactions implements TransactionSink {
    final List<Transaction> transactions = new ArrayList<>();
    final List<Integer> partSizes = new ArrayList<>();
    private final List<SlotMessage.Content> large = new ArrayList<>();
    private long largeBytes;
    private boolean inLarge;

    @Override
    public void transaction(Transaction transaction) {
        if (inLarge) {
            throw new IllegalStateException("a transaction inside a large one");
        }
        transactions.add(transaction);
    }

    @Override
    public void largeBegins(SlotMessage.Begin begin) {
        if (inLarge) {
            throw new IllegalStateException("a large transaction inside another one");
        }
        inLarge = true;
        large.clear();
        largeBytes = 0;
    }

    @Override
    public void largePart(List<SlotMessage.Content> contents, long bytes) {
        if (!inLarge) {
            throw new IllegalStateException("a part outside a large transaction");
        }
        partSizes.add(contents.size());
        large.addAll(contents);
        largeBytes += bytes;
    }

    @Override
    public void largeEnds(SlotMessage.Commit commit) {
        if (!inLarge) {
            throw new IllegalStateException("the end of a large transaction that did not begin");
        }
        inLarge = false;
        transactions.add(
                new Transaction(
                        commit.position(), commit.commitMicros(), List.copyOf(large), largeBytes));
    }
}
