package org.opengauss.reversemigration.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/** Short ways to run decoders and assembler over frames. */
final class Decoders {
    static final StreamMode PARALLEL_JSON = new StreamMode(4, StreamMode.Style.JSON, false);
    static final StreamMode BATCHED_JSON = new StreamMode(4, StreamMode.Style.JSON, true);

    private Decoders() {}

    static MessageDecoder serial() {
        return new JsonDecoder(StreamMode.SERIAL);
    }

    static MessageDecoder parallelJson() {
        return new JsonDecoder(PARALLEL_JSON);
    }

    static MessageDecoder batchedJson() {
        return new JsonDecoder(BATCHED_JSON);
    }

    /** Type names are the oids. */
    static MessageDecoder binary() {
        return new BinaryDecoder(Integer::toString);
    }

    static List<SlotMessage> decode(MessageDecoder decoder, Frame frame) {
        List<SlotMessage> messages = new ArrayList<>();
        decoder.decode(frame, messages::add);
        return messages;
    }

    static List<SlotMessage> decode(MessageDecoder decoder, byte[] payload) {
        return decode(decoder, new Frame(new Lsn(0x1_0000_0010L), payload));
    }

    static List<SlotMessage> decode(MessageDecoder decoder, List<Frame> frames) {
        List<SlotMessage> messages = new ArrayList<>();
        frames.forEach(frame -> decoder.decode(frame, messages::add));
        return messages;
    }

    static List<Transaction> assemble(
            List<SlotMessage> messages, Predicate<TableName> suppliesOldRow) {
        CollectedTransactions collected = new CollectedTransactions();
        TransactionAssembler assembler =
                new TransactionAssembler(collected, Long.MAX_VALUE, suppliesOldRow);
        messages.forEach(assembler::accept);
        if (assembler.inTransaction()) {
            throw new IllegalStateException("the messages end inside a transaction");
        }
        return collected.transactions;
    }
}
