package org.opengauss.reversemigration.testbed;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that equal values of both sides share, by the type of the MySQL column: what only the printing differs in goes
 * (trailing zeros, zone offsets, padding, hex case), what MySQL stores stays.
 */
final class CanonicalValue {
    private static final Pattern OFFSET =
            Pattern.compile(
                    "(\\d{4,}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)"
                            + "([+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?");

    private CanonicalValue() {}

    /**
     * @param type {@code information_schema.columns.data_type} of the MySQL column
     * @param text the value as either server prints it (openGauss in zone UTC; MySQL as {@link TargetRows} asks for it)
     */
    static String of(String type, String text) {
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal" -> number(text);
            case "float" -> isNumber(text) ? Float.toString(Float.parseFloat(text) + 0f) : text;
            case "double" -> isNumber(text) ? Double.toString(Double.parseDouble(text) + 0d) : text;
            case "bit" -> bits(text);
            case "year" -> year(text);
            case "date" -> text.replaceFirst("(?<=\\d) 00:00:00(\\.0+)?$", "");
            case "time" -> fraction(text);
            case "datetime", "timestamp" -> fraction(instant(text));
            case "char" -> text.stripTrailing();
            case "binary" -> hex(text).replaceFirst("(00)+$", "");
            case "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> hex(text);
            case "json" -> Json.canonical(text);
            case "point", "linestring", "polygon", "geometry" -> coordinates(text);
            default -> text;
        };
    }

    private static String number(String text) {
        return switch (text) {
            case "t", "true" -> "1";
            case "f", "false" -> "0";
            default -> isNumber(text) ? plain(text) : text;
        };
    }

    private static String plain(String text) {
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static String bits(String text) {
        return switch (text) {
            case "t", "true" -> "1";
            case "f", "false" -> "0";
            default -> text.replaceFirst("^[Bb]'(.*)'$", "$1").replaceFirst("^0+(?=.)", "");
        };
    }

    /** openGauss's two-digit years print as such. */
    private static String year(String text) {
        int year = Integer.parseInt(text);
        if (year > 0 && year < 100) {
            year += year < 70 ? 2000 : 1900;
        }
        return Integer.toString(year);
    }

    private static String instant(String text) {
        Matcher matcher = OFFSET.matcher(text);
        if (!matcher.matches()) {
            return text.matches("\\d{4,}-\\d\\d-\\d\\d") ? text + " 00:00:00" : text;
        }
        ZoneOffset offset = ZoneOffset.of(matcher.group(2));
        if (offset.equals(ZoneOffset.UTC)) {
            return matcher.group(1);
        }
        return LocalDateTime.parse(matcher.group(1).replace(' ', 'T'))
                .minusSeconds(offset.getTotalSeconds())
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn"));
    }

    private static String fraction(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    private static String hex(String text) {
        return (text.startsWith("\\x") ? text.substring(2) : text).toLowerCase(Locale.ROOT);
    }

    /** The numbers in their order; MySQL closes a polygon by its first point, openGauss need not. */
    private static String coordinates(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(Double.toString(Double.parseDouble(matcher.group()) + 0d));
        }
        int size = numbers.size();
        if (size > 4
                && numbers.get(0).equals(numbers.get(size - 2))
                && numbers.get(1).equals(numbers.get(size - 1))) {
            numbers = numbers.subList(0, size - 2);
        }
        return String.join(" ", numbers);
    }
}
