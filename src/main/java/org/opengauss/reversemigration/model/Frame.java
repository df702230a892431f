package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What one read of the replication stream returns: the header LSN (whose meaning depends on the stream mode) and the
 * payload, one message or a batch of them.
 *
 * @param bytes end with the payload; not copied
 * @param from where the payload begins
 */
public record Frame(Lsn header, byte[] bytes, int from) {
    public Frame {
        requireNonNull(header, "header is null");
        requireNonNull(bytes, "bytes are null");
    }

    public Frame(Lsn header, byte[] payload) {
        this(header, payload, 0);
    }

    /** Bytes of the payload. */
    public int length() {
        return bytes.length - from;
    }

    /** The payload alone, copied if it has to be. */
    public byte[] payload() {
        return from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
