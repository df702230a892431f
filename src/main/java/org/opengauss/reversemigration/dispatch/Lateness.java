package org.opengauss.reversemigration.dispatch;

import java.util.BitSet;

/**
 * Which rows of a chunk are late: must wait for an earlier chunk.
 *
 * @param late by place in the chunk, all its transactions' contents counted through; nobody changes it
 * @param rows how many rows are late
 * @param after the highest earlier chunk a late row waits for, or {@link #NONE}
 */
public record Lateness(BitSet late, int rows, long after) {
    /** Nothing to wait for. */
    public static final long NONE = -1;
}
