package org.opengauss.reversemigration.decode;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.StreamMode;

/**
 * Decodes serial streams and parallel ones of style {@code j}, with or without batches. Used by one thread.
 *
 * <p>What a commit's position names depends on the mode: serial, the end of the commit record (header LSN); parallel,
 * its start (header LSN); batched, its end (the LSN in front of the message).
 */
public final class JsonDecoder implements MessageDecoder {
    private final StreamMode mode;
    private final Cursor in = new Cursor();
    private final JsonRows rows = new JsonRows();
    private final TransactionText transactions = new TransactionText();

    public JsonDecoder(StreamMode mode) {
        this.mode = requireNonNull(mode, "mode is null");
        if (mode.style() != StreamMode.Style.JSON) {
            throw new IllegalArgumentException("not a JSON stream: " + mode);
        }
    }

    @Override
    public void decode(Frame frame, Consumer<SlotMessage> sink) {
        if (mode.batched()) {
            decodeBatch(frame, sink);
        } else {
            in.over(frame, frame.from());
            sink.accept(message(frame.header()));
        }
    }

    /** A batch is {@code { len:uint32 lsn:uint64 text } zero:uint32}; len counts lsn and text. */
    private void decodeBatch(Frame frame, Consumer<SlotMessage> sink) {
        int position = frame.from();
        while (true) {
            in.over(frame, position);
            int length = in.int32();
            if (length == 0 && position > frame.from()) {
                in.expectEnd();
                return;
            }
            if (length < Long.BYTES) {
                throw in.failure(position, "a batch with a length that cannot be");
            }
            in.require(length);
            position = in.position + length;
            in.limit = position;
            sink.accept(message(new Lsn(in.int64())));
        }
    }

    private SlotMessage message(Lsn lsn) {
        int first = in.peek();
        if (first == '{') {
            return rows.read(in);
        }
        if (mode.isSerial()) {
            return switch (first) {
                case 'B' -> transactions.serialBegin(in);
                case 'C' -> transactions.serialCommit(in, lsn);
                case 't' -> DefinitionText.truncate(in);
                case 'p' -> DefinitionText.ddl(in);
                default -> throw unknown(first);
            };
        }
        return switch (first) {
            case 'B' -> transactions.parallelBegin(in);
            case 'c' -> transactions.parallelCommit(in, lsn, mode.commitKind());
            default -> throw unknown(first);
        };
    }

    private DecodeException unknown(int first) {
        return first < 0
                ? in.failure("an empty message: the server could not build the text of this row")
                : in.failure("a message of unknown kind in a stream of " + mode);
    }
}
