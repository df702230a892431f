package org.opengauss.reversemigration.target;

/** TINYINT to BIGINT by number: {@code 7}, {@code 007}, {@code 7.0} and {@code -0}, {@code 0} are alike. */
final class IntegerKeyPart implements KeyPart {
    private final ValueWriter writer;
    private final SqlText literal = new SqlText(64);

    IntegerKeyPart(ValueWriter writer) {
        this.writer = writer;
    }

    @Override
    public long hash(long before, byte[] bytes, int from, int to) {
        return isDigits(bytes, from, to)
                ? Hash64.mix(before, number(bytes, from, to))
                : hashOther(before, bytes, from, to);
    }

    /** Decimal point, exponent, booleans: by the literal that MySQL would be sent. */
    private long hashOther(long before, byte[] bytes, int from, int to) {
        literal.clear();
        try {
            writer.write(literal, bytes, from, to);
        } catch (UnfitValueException e) {
            return UNKNOWN;
        }
        return Hash64.mix(before, number(literal.array(), 0, literal.length()));
    }

    private static boolean isDigits(byte[] bytes, int from, int to) {
        return NumberText.isInteger(bytes, from, to);
    }

    /** Modulo 2^64, which no two values of a column of 64 bits share. */
    private static long number(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long number = 0;
        for (int i = negative || bytes[from] == '+' ? from + 1 : from; i < to; i++) {
            number = 10 * number + bytes[i] - '0';
        }
        return negative ? -number : number;
    }
}
