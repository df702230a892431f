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
        try {
            long high = Long.parseUnsignedLong(text, 0, slash, 16);
            long low = Long.parseUnsignedLong(text, slash + 1, text.length(), 16);
            return new Lsn(high << 32 | low);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "not an LSN (expected HI/LO in hexadecimal): " + text, e);
        }
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
