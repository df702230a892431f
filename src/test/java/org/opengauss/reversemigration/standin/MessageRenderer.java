package org.opengauss.reversemigration.standin;

/**
 * Turns the messages of {@code pgoutput} into what {@code mppdb_decoding} would send. One stream, one thread.
 *
 * <p>The decoding session of PostgreSQL runs with the zone that openGauss would print timestamptz in (serial: the
 * client's, parallel: the database's), DateStyle ISO, IntervalStyle postgres, bytea_output hex and extra_float_digits 3,
 * so values need no conversion for those. Commit times are the renderer's, always in the client's zone.
 */
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
