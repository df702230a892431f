package org.opengauss.reversemigration.target;

/**
 * Hashes the values of one part of a unique index as that index compares them: what MySQL holds for equal has equal
 * hashes, whatever the source printed. Some unequal values may have equal hashes, too. Used by one thread.
 */
interface KeyPart {
    /** The hash of a value whose equals cannot be told: the row may share a key with any other. */
    long UNKNOWN = 0;

    /**
     * The hash of what came before in the index, followed by the value {@code bytes[from, to)}; or {@link #UNKNOWN}. A
     * value that the column cannot hold has any hash.
     */
    long hash(long before, byte[] bytes, int from, int to);
}
