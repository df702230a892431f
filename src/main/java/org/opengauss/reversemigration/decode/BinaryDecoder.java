package org.opengauss.reversemigration.decode;

import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TypeNames;

/** Placeholder until the reader is here. */
public final class BinaryDecoder implements MessageDecoder {
    public BinaryDecoder(TypeNames types) {}

    @Override
    public void decode(Frame frame, Consumer<SlotMessage> sink) {
        throw new DecodeException("not built yet");
    }
}
