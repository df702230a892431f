package org.opengauss.reversemigration.model;

/** A position in the source WAL: an unsigned 64-bit byte offset, printed as {@code 16/3002D50}. */
public record Lsn(long value) implements Comparable<Lsn> {
    /** {@code 0/0}: "no position"; the server reads it as "where the slot is". */
    public static final Lsn ZERO = new Lsn(0);

    /**
     * Reads {@code HI/LO}, both parts hexadecimal.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1
                || slash > 8
                || text.length() - slash - 1 < 1
                || text.length() - slash - 1 > 8) {
            throw new IllegalArgumentException(
                    "not an LSN (expected HI/LO in hexadecimal): " + text);
        }
        return new Lsn(hex(text, 0, slash) << 32 | hex(text, slash + 1, text.length()));
    }

    private static long hex(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException(
                        "not an LSN (expected HI/LO in hexadecimal): " + text);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    public boolean isAfter(Lsn other) {
        return compareTo(other) > 0;
    }

    public boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    public static Lsn max(Lsn left, Lsn right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /** Bytes of WAL from {@code earlier} to here; 0 if {@code earlier} is not earlier. */
    public long bytesSince(Lsn earlier) {
        return isAfter(earlier) ? value - earlier.value : 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value >>> 32).toUpperCase(java.util.Locale.ROOT)
                + "/"
                + Long.toHexString(value & 0xFFFFFFFFL).toUpperCase(java.util.Locale.ROOT);
    }
}
