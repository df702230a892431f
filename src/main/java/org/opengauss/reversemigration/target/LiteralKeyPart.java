package org.opengauss.reversemigration.target;

/**
 * Types whose literals have one form for each value (decimals, temporals, ENUM, SET, YEAR): by the literal that MySQL
 * would be sent. Values that a column would round are refused by the writer, so that there is nothing to round here.
 */
final class LiteralKeyPart implements KeyPart {
    private final ValueWriter writer;
    private final SqlText literal = new SqlText(64);

    LiteralKeyPart(ValueWriter writer) {
        this.writer = writer;
    }

    @Override
    public long hash(long before, byte[] bytes, int from, int to) {
        literal.clear();
        try {
            writer.write(literal, bytes, from, to);
        } catch (UnfitValueException e) {
            return UNKNOWN;
        }
        byte[] text = literal.array();
        int end = literal.length();
        int start = 0;
        if (start < end && text[start] == '\'') {
            start++;
            end--;
        }
        if (start < end && text[start] == '-' && isZero(text, start + 1, end)) {
            start++; // -0.0 is 0 and -00:00:00 is 00:00:00
        }
        while (end - start > 2 && text[end - 1] == '0' && text[end - 2] == '.') {
            end -= 2; // a double prints 0 as 0.0 or 0
        }
        return Hash64.mix(before, text, start, end);
    }

    private static boolean isZero(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '0' && text[i] != '.' && text[i] != ':') {
                return false;
            }
        }
        return true;
    }
}
