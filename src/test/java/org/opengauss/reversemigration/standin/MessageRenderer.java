package org.opengauss.reversemigration.standin;

/** Turns the messages of {@code pgoutput} into what {@code mppdb_decoding} would send. One stream, one thread. */
public interface MessageRenderer {
    /**
     * Takes the next message of {@code pgoutput} (protocol 1, {@code messages 'true'}) and sends what follows from it.
     *
     * @param walStart the position in the message's own header
     */
    void accept(long walStart, byte[] pgoutputMessage, FrameSink sink);

    /** The stream's clock, several times a second: sends a batch that has waited its second. */
    void tick(long nowNanos, FrameSink sink);
}
