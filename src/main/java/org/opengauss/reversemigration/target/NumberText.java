package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;

/** Reads the numbers openGauss prints: {@code 42}, {@code -.5}, {@code 1e+308}, {@code NaN}, {@code $1,234.56}. */
final class NumberText {
    private NumberText() {}

    /** Whether the text is digits with at most a sign before them. */
    static boolean isInteger(byte[] bytes, int from, int to) {
        int start = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        for (int i = start; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return start < to;
    }

    /** The text as Java's parsers take it, NaN and the infinities refused. */
    static String ascii(byte[] bytes, int from, int to) {
        if (from == to) {
            throw UnfitValueException.because("an empty text is not a number");
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            boolean numeric =
                    b >= '0' && b <= '9'
                            || b == '.'
                            || b == '-'
                            || b == '+'
                            || b == 'e'
                            || b == 'E';
            if (!numeric) {
                throw notANumber(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, US_ASCII);
    }

    /** The exact value, whatever the notation. */
    static BigDecimal decimal(byte[] bytes, int from, int to) {
        try {
            return new BigDecimal(ascii(bytes, from, to));
        } catch (NumberFormatException e) {
            throw UnfitValueException.because("the text is not a number");
        }
    }

    /** Money as the C and en_US locales print it; other locales leave characters that are refused. */
    static BigDecimal money(byte[] bytes, int from, int to) {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (bytes[i] != '$' && bytes[i] != ',') {
                digits.append((char) (bytes[i] & 0xff));
            }
        }
        byte[] plain = digits.toString().getBytes(US_ASCII);
        return decimal(plain, 0, plain.length);
    }

    private static UnfitValueException notANumber(byte[] bytes, int from, int to) {
        String text =
                new String(bytes, from, Math.min(to - from, 12), US_ASCII)
                        .toLowerCase(java.util.Locale.ROOT);
        String word = text.startsWith("-") ? text.substring(1) : text;
        if (word.equals("nan")) {
            return UnfitValueException.withoutForm("MySQL has no NaN");
        }
        if (word.equals("infinity") || word.equals("inf")) {
            return UnfitValueException.withoutForm("MySQL has no infinity");
        }
        return UnfitValueException.because("the text is not a number");
    }
}
