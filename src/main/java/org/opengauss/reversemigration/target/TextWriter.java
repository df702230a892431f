package org.opengauss.reversemigration.target;

/**
 * CHAR, VARCHAR and the TEXT types. Checks what MySQL bends or what would come back as a bare 1366: length (MySQL cuts
 * excess blanks with a note), valid UTF-8, and characters the column's set lacks where that can be told for sure.
 * Blanks at the end of CHAR mean nothing on either side.
 */
final class TextWriter implements ValueWriter {
    private final SourceType source;
    private final CharacterSet charset;
    private final boolean trims;

    /** Characters for CHAR and VARCHAR, bytes in the column's set for the TEXT types. */
    private final long limit;

    private final boolean limitInBytes;

    TextWriter(TargetColumn column, SourceType source) {
        this.source = source;
        this.charset = CharacterSet.of(column.charset());
        this.trims = column.dataType().equals("char") || source == SourceType.PADDED_TEXT;
        this.limitInBytes = column.dataType().endsWith("text");
        this.limit = (limitInBytes ? column.octetLength() : column.length()).orElse(Long.MAX_VALUE);
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        sql.literal(bytes, from, checked(bytes, from, to));
    }

    @Override
    public void match(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        matchText(sql, column, bytes, from, checked(bytes, from, to));
    }

    /** {@code =} first, so that an index helps; then the bytes, so that neither case nor blanks are taken for equal. */
    static void matchText(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        sql.append(column).append('=').literal(bytes, from, to);
        sql.append(" AND CAST(CONVERT(").append(column);
        sql.append(" USING utf8mb4) AS BINARY)=_binary").literal(bytes, from, to);
    }

    /** @return the end of the value without the blanks that mean nothing */
    private int checked(byte[] bytes, int from, int to) {
        if (source.isBinary()) {
            throw UnfitValueException.because("binary data cannot be stored in a text column");
        }
        int end = to;
        if (trims) {
            while (end > from && bytes[end - 1] == ' ') {
                end--;
            }
        }
        long size =
                limitInBytes
                        ? charset.bytes(bytes, from, end)
                        : charset.characters(bytes, from, end);
        if (size > limit) {
            throw UnfitValueException.because(
                    "longer than " + limit + (limitInBytes ? " bytes" : " characters"));
        }
        return end;
    }
}
