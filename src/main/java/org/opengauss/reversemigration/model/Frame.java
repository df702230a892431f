package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

/**
 * What one read of the replication stream returns: the header LSN (whose meaning depends on the stream mode) and the
 * payload, one message or a batch of them.
 */
public record Frame(Lsn header, byte[] payload) {
    public Frame {
        requireNonNull(header, "header is null");
        requireNonNull(payload, "payload is null");
    }
}
