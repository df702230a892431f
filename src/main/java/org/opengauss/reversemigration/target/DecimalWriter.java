package org.opengauss.reversemigration.target;

/** DECIMAL(p,s). MySQL would round excess decimals with a mere note; trailing zeros are no excess. */
final class DecimalWriter implements ValueWriter {
    private final SourceType source;
    private final int wholeDigits;
    private final int scale;
    private final boolean signed;

    DecimalWriter(TargetColumn column, SourceType source) {
        this.source = source;
        this.scale = column.scale().orElse(0);
        this.wholeDigits = column.precision().orElse(10) - scale;
        this.signed = !column.unsigned();
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (source == SourceType.BIT || source == SourceType.BIT_VARYING) {
            throw UnfitValueException.because("bits cannot be stored in a DECIMAL column");
        }
        if (source == SourceType.MONEY) {
            writePlain(sql, NumberText.money(bytes, from, to).toPlainString());
        } else if (!isPlain(bytes, from, to)) {
            int truth = IntegerWriter.truth(bytes, from, to);
            writePlain(
                    sql,
                    truth >= 0
                            ? Integer.toString(truth)
                            : scaled(NumberText.decimal(bytes, from, to)));
        } else {
            writeDigits(sql, bytes, from, to);
        }
    }

    private static String scaled(java.math.BigDecimal value) {
        if (Math.abs((long) value.precision() - value.scale()) > 2000 || value.scale() > 2000) {
            throw UnfitValueException.because("too many digits for a DECIMAL column");
        }
        return value.toPlainString();
    }

    private void writePlain(SqlText sql, String number) {
        byte[] digits = number.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        writeDigits(sql, digits, 0, digits.length);
    }

    private void writeDigits(SqlText sql, byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        int start = negative || bytes[from] == '+' ? from + 1 : from;
        while (start < to && bytes[start] == '0') {
            start++;
        }
        int dot = start;
        while (dot < to && bytes[dot] != '.') {
            dot++;
        }
        int end = to;
        while (end > dot && (bytes[end - 1] == '0' || bytes[end - 1] == '.')) {
            end--;
        }
        int decimals = Math.max(0, end - dot - 1);
        if (dot - start > wholeDigits) {
            throw UnfitValueException.because(
                    "more than " + wholeDigits + " digits before the point");
        }
        if (decimals > scale) {
            throw UnfitValueException.because(
                    "more than " + scale + " decimals, MySQL would round");
        }
        boolean zero = dot == start && decimals == 0;
        if (negative && !zero) {
            if (!signed) {
                throw UnfitValueException.because("negative, the column is unsigned");
            }
            sql.append('-');
        }
        if (dot == start) {
            sql.append('0');
        }
        sql.append(bytes, start, Math.max(dot, decimals > 0 ? end : dot));
    }

    /** Digits with at most one sign and one point, and at least one digit. */
    private static boolean isPlain(byte[] bytes, int from, int to) {
        int points = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits++;
            } else if (b == '.') {
                points++;
            } else if (i > from || b != '-' && b != '+') {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }
}
