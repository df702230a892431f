package org.opengauss.reversemigration.target;

/** A collation, as far as hashing needs it: texts that it holds for equal have equal hashes. Used by one thread. */
interface TextFold {
    /** The hash of what came before, followed by a text in UTF-8; or {@link KeyPart#UNKNOWN}. */
    long hash(long before, byte[] utf8, int from, int to);
}
