package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;

/**
 * JSON, from JSON text or from an array. Whether the text is JSON is left to the server; what MySQL would change without a
 * word, numbers beyond 64 bits or a double's digits, is refused here. MariaDB keeps the text as it was sent.
 */
final class JsonWriter implements ValueWriter {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = new BigDecimal("18446744073709551615");

    /** A double holds every number of so many digits. */
    private static final int SAFE_DIGITS = 15;

    private final SourceType source;
    private final boolean keptAsText;

    JsonWriter(SourceType source, TargetServer server) {
        this.source = source;
        this.keptAsText = server.isMariaDb();
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (isArray()) {
            sql.literal(fromArray(bytes, from, to));
        } else {
            check(bytes, from, to);
            sql.literal(bytes, from, to);
        }
    }

    @Override
    public void match(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        if (!keptAsText) {
            sql.append(column).append("=CAST(");
            write(sql, bytes, from, to);
            sql.append(" AS JSON)");
        } else if (isArray()) {
            byte[] json = fromArray(bytes, from, to).getBytes(UTF_8);
            TextWriter.matchText(sql, column, json, 0, json.length);
        } else {
            check(bytes, from, to);
            TextWriter.matchText(sql, column, bytes, from, to);
        }
    }

    private boolean isArray() {
        return source == SourceType.ARRAY || source == SourceType.NUMBER_ARRAY;
    }

    private String fromArray(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        return ArrayText.toJson(text, source == SourceType.NUMBER_ARRAY);
    }

    private void check(byte[] bytes, int from, int to) {
        if (source.isBinary()) {
            throw UnfitValueException.because("binary data is not JSON");
        }
        if (from == to) {
            throw UnfitValueException.because("an empty text is not JSON");
        }
        CharacterSet.UTF8MB4.characters(bytes, from, to);
        if (!keptAsText) {
            checkNumbers(bytes, from, to);
        }
    }

    private static void checkNumbers(byte[] bytes, int from, int to) {
        boolean inString = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b >= '0' && b <= '9') {
                int end = i + 1;
                while (end < to && isNumeric(bytes[end])) {
                    end++;
                }
                if (end - i > SAFE_DIGITS) {
                    checkNumber(bytes, i > from && bytes[i - 1] == '-' ? i - 1 : i, end);
                }
                i = end - 1;
            }
        }
    }

    private static boolean isNumeric(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
    }

    private static void checkNumber(byte[] bytes, int from, int to) {
        BigDecimal number;
        try {
            number = new BigDecimal(new String(bytes, from, to - from, US_ASCII));
        } catch (NumberFormatException e) {
            return; // not JSON: the server says so better
        }
        boolean whole = number.scale() <= 0 && indexOfNonDigit(bytes, from, to) < 0;
        if (whole && number.compareTo(LEAST) >= 0 && number.compareTo(GREATEST) <= 0) {
            return;
        }
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)
                || new BigDecimal(Double.toString(nearest)).compareTo(number) != 0) {
            throw UnfitValueException.because(
                    "holds a number that MySQL's JSON keeps only as a rounded double");
        }
    }

    private static int indexOfNonDigit(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '-' && (bytes[i] < '0' || bytes[i] > '9')) {
                return i;
            }
        }
        return -1;
    }
}
