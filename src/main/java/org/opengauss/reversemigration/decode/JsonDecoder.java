package org.opengauss.reversemigration.decode;

import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.StreamMode;

/** Placeholder until the scanner is here. */
public final class JsonDecoder implements MessageDecoder {
    public JsonDecoder(StreamMode mode) {}

    @Override
    public void decode(Frame frame, Consumer<SlotMessage> sink) {
        throw new DecodeException("not built yet");
    }
}
