package org.opengauss.reversemigration.decode;

import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;

/** Decodes the frames of one stream, in order. Used by one thread; keeps caches of names and shapes between frames. */
public sealed interface MessageDecoder permits JsonDecoder, BinaryDecoder {
    /**
     * Hands every message of the frame to {@code sink}, in order.
     *
     * @throws DecodeException if the frame is empty, cut short or holds anything the grammar does not know
     */
    void decode(Frame frame, Consumer<SlotMessage> sink);
}
