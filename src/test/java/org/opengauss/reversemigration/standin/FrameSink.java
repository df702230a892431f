package org.opengauss.reversemigration.standin;

/** Takes the {@code w} frames a renderer makes, in order. */
@FunctionalInterface
public interface FrameSink {
    /** One frame: the LSN of its header, and what follows the 25-byte header. */
    void frame(long headerLsn, byte[] payload);
}
