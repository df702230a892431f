package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.standin.Manners.Compatibility;

/** The text of a value: what openGauss's output function makes of what PostgreSQL's made. */
final class ValueText {
    private static final Pattern LEADING_ZERO = Pattern.compile("(?<![0-9.])0(?=\\.[0-9]*[1-9])");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Manners manners;
    private final ZoneId zone;

    /** A session named gsql: dolphin leaves booleans and blobs as they are in such. */
    private final boolean gsql;

    ValueText(Manners manners, StreamOptions options) {
        this.manners = manners;
        this.zone = options.isSerial() ? options.clientZone() : manners.databaseZone();
        this.gsql = options.isSerial() && options.applicationName().equals("gsql");
    }

    /** The plain output text, as style {@code b} carries it; Java null is NULL. */
    String plain(ShownTable.Column column, String text) {
        if (text == null || isNullInOracleTerms(column, text)) {
            return null;
        }
        return switch (column.type().kind()) {
            case NUMERIC -> manners.dolphin() ? text : withoutLeadingZero(text);
            case REAL -> real(text);
            case DOUBLE -> doublePrecision(text);
            case BOOLEAN -> bool(text);
            case CHARACTER -> padded(text, column.modifier() - 4);
            case BLOB -> manners.dolphin() && gsql ? text : blob(text);
            case HEX -> text.toUpperCase(Locale.ROOT);
            case BINARY -> binary(text, column.modifier());
            case DATE -> zeroDate(text, "0000-00-00");
            case TIMESTAMP -> zeroDate(text, "0000-00-00 00:00:00");
            case ZONED -> zeroDate(text, "0000-00-00 00:00:00" + zeroOffset());
            case MINUTES -> minutes(text);
            case YEAR -> year(Integer.parseInt(text));
            case SHORT_YEAR -> "%02d".formatted(Integer.parseInt(text) % 100);
            case QUOTED -> column.type().name().equals("numeric[]") ? plainArray(text) : text;
            default -> text;
        };
    }

    /** The literal of styles {@code j} and {@code t}, before JSON's escapes. */
    static String literal(ShownTable.Column column, String plain) {
        if (plain == null) {
            return "null";
        }
        return switch (column.type().kind()) {
            case BARE, NUMERIC, REAL, DOUBLE -> plain;
            // mppdb_decoding looks for a 't': dolphin's '1' is false to it
            case BOOLEAN -> plain.equals("t") ? "true" : "false";
            case BIT -> "B'" + plain + "'";
            default -> "'" + plain.replace("'", "''") + "'";
        };
    }

    private boolean isNullInOracleTerms(ShownTable.Column column, String text) {
        if (manners.compatibility() != Compatibility.A) {
            return false;
        }
        return switch (column.type().kind()) {
            case TEXT, HEX -> text.isEmpty();
            case CHARACTER -> text.isBlank();
            case BYTES, BLOB -> text.equals("\\x");
            default -> false;
        };
    }

    private String plainArray(String text) {
        return manners.dolphin() ? text : withoutLeadingZero(text);
    }

    private static String withoutLeadingZero(String text) {
        return LEADING_ZERO.matcher(text).replaceAll("");
    }

    private String real(String text) {
        float value = Float.parseFloat(text);
        if (!Float.isFinite(value)) {
            return text;
        }
        if (manners.dolphin()) {
            return value == 0 ? "0" : text;
        }
        return negativeZero(
                Float.floatToRawIntBits(value) == Integer.MIN_VALUE,
                FloatText.general(new BigDecimal(value), 9));
    }

    private String doublePrecision(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            return text;
        }
        if (manners.dolphin()) {
            return FloatText.general(new BigDecimal(value), 17);
        }
        return negativeZero(
                Double.doubleToRawLongBits(value) == Long.MIN_VALUE,
                FloatText.general(new BigDecimal(value), 18));
    }

    private static String negativeZero(boolean negative, String text) {
        return negative ? "-0" : withoutLeadingZero(text);
    }

    private String bool(String text) {
        if (!manners.dolphin() || gsql) {
            return text;
        }
        return text.equals("t") ? "1" : "0";
    }

    /** Without dolphin n of char(n) counts bytes; PostgreSQL padded by characters. */
    private String padded(String text, int length) {
        if (manners.dolphin() || length <= 0) {
            return text;
        }
        String bare = text.stripTrailing();
        int missing = length - bare.getBytes(UTF_8).length;
        return missing > 0 ? bare + " ".repeat(missing) : bare;
    }

    private static String blob(String text) {
        return text.substring(2).toUpperCase(Locale.ROOT);
    }

    private static String binary(String text, int length) {
        int missing = length - (text.length() - 2) / 2;
        return missing > 0 ? text + "00".repeat(missing) : text;
    }

    /** The shims store a zero date as {@code -infinity}, the only value below all others that PostgreSQL has. */
    private String zeroDate(String text, String zero) {
        return manners.dolphin() && text.equals("-infinity") ? zero : text;
    }

    private String zeroOffset() {
        return CommitTime.offset(zone.getRules().getOffset(LocalDateTime.of(0, 1, 1, 0, 0)));
    }

    private static String minutes(String text) {
        LocalDateTime at = LocalDateTime.parse(text.substring(0, 19), SECONDS);
        LocalDateTime rounded = at.plusSeconds(30).withSecond(0);
        return SECONDS.format(rounded);
    }

    private static String year(int value) {
        int century = value == 0 || value >= 100 ? 0 : value < 70 ? 2000 : 1900;
        return Integer.toString(century + value);
    }
}
