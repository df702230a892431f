package org.opengauss.reversemigration.decode;

import java.util.List;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Takes what the assembler puts together, in commit order. A transaction arrives either whole, or, above the assembler's
 * limit, as {@code largeBegins}, any number of {@code largePart}, {@code largeEnds}.
 */
public interface TransactionSink {
    void transaction(Transaction transaction);

    void largeBegins(SlotMessage.Begin begin);

    /**
     * @param contents changes in order, owned by the receiver
     * @param bytes heap they keep alive, roughly
     */
    void largePart(List<SlotMessage.Content> contents, long bytes);

    void largeEnds(SlotMessage.Commit commit);
}
