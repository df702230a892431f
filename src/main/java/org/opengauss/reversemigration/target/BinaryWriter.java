package org.opengauss.reversemigration.target;

/** BINARY, VARBINARY and the BLOB types, from {@code \x6162}, bare hex, or text as its bytes. */
final class BinaryWriter implements ValueWriter {
    private final SourceType source;
    private final long limit;

    /** Of BINARY(n), which MySQL fills with zeros; 0 for the others. */
    private final int paddedLength;

    BinaryWriter(TargetColumn column, SourceType source) {
        this.source = source;
        this.limit = column.octetLength().orElse(Long.MAX_VALUE);
        this.paddedLength = column.dataType().equals("binary") ? (int) limit : 0;
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        boolean prefixed = hasPrefix(bytes, from, to);
        if (prefixed || source == SourceType.BLOB) {
            writeHex(sql, bytes, prefixed ? from + 2 : from, to, 0);
        } else {
            checkTextual(to - from);
            sql.hexLiteral(bytes, from, to);
        }
    }

    /** BINARY(n) is compared with its padding. */
    @Override
    public void match(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        sql.append(column).append('=');
        boolean prefixed = hasPrefix(bytes, from, to);
        if (prefixed || source == SourceType.BLOB) {
            writeHex(sql, bytes, prefixed ? from + 2 : from, to, paddedLength);
        } else {
            checkTextual(to - from);
            byte[] padded =
                    java.util.Arrays.copyOfRange(
                            bytes, from, from + Math.max(to - from, paddedLength));
            java.util.Arrays.fill(padded, to - from, padded.length, (byte) 0);
            sql.hexLiteral(padded, 0, padded.length);
        }
    }

    private void checkTextual(int length) {
        if (source == SourceType.BYTEA) {
            throw UnfitValueException.because(
                    "not printed as \\x and hex; set bytea_output to hex on the source");
        }
        checkLength(length);
    }

    private void checkLength(long length) {
        if (length > limit) {
            throw UnfitValueException.because("longer than " + limit + " bytes");
        }
    }

    private void writeHex(SqlText sql, byte[] bytes, int from, int to, int atLeast) {
        int digits = to - from;
        if (digits % 2 != 0) {
            throw UnfitValueException.because("an odd number of hex digits");
        }
        checkLength(digits / 2);
        for (int i = from; i < to; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                throw UnfitValueException.because("not hex digits, as binary values are printed");
            }
        }
        sql.append("x'").append(bytes, from, to);
        for (int i = digits / 2; i < atLeast; i++) {
            sql.append("00");
        }
        sql.append('\'');
    }

    private boolean hasPrefix(byte[] bytes, int from, int to) {
        return source != SourceType.TEXT
                && to - from >= 2
                && bytes[from] == '\\'
                && bytes[from + 1] == 'x';
    }
}
