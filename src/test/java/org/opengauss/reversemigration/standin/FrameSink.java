package org.opengauss.reversemigration.standin;

import java.nio.ByteBuffer;

/** Takes the {@code w} frames a renderer makes, in order. */
@FunctionalInterface
public interface FrameSink {
    /** One frame: the LSN of its header, and what follows the 25-byte header. */
    void frame(long headerLsn, byte[] payload);

    /** CopyData messages that are whole already, headers included: an array from position to limit. */
    default void made(ByteBuffer messages) {
        throw new UnsupportedOperationException("this sink takes frames only");
    }
}
