package org.opengauss.reversemigration.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Number of rows and the sum of their hashes, whatever their order. */
record Digest(long rows, long high, long low) {
    /** Adds rows up. One thread. */
    static final class Sum {
        private final MessageDigest hash;
        private long rows;
        private long high;
        private long low;

        Sum() {
            try {
                hash = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        void add(String row) {
            ByteBuffer bytes = ByteBuffer.wrap(hash.digest(row.getBytes(UTF_8)));
            rows++;
            high += bytes.getLong();
            low += bytes.getLong();
        }

        Digest digest() {
            return new Digest(rows, high, low);
        }
    }
}
