package org.opengauss.reversemigration.target;

import java.time.LocalDate;

/**
 * A point in time as openGauss prints it in ISO style: {@code 2024-02-29[ 13:14:15[.123456][+08[:05[:43]]]]}, zero dates
 * and parts included. Mutable, for one value.
 */
final class TemporalText {
    private final byte[] bytes;
    private final int to;
    private int at;

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int micros;
    private int offsetSeconds;

    private TemporalText(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /**
     * Reads a date or a timestamp and brings it to UTC if it names an offset.
     *
     * @throws UnfitValueException for infinity, BC, years above 9999 and days that no calendar has
     */
    static TemporalText read(byte[] bytes, int from, int to) {
        TemporalText text = new TemporalText(bytes, from, to);
        text.refuseUnbounded(from);
        text.readDate();
        if (text.at < to) {
            text.expect(' ');
            text.readClock();
            text.readOffset();
        }
        if (text.at != to) {
            throw malformed();
        }
        text.toUtc();
        return text;
    }

    private void refuseUnbounded(int from) {
        if (from < to && (bytes[from] == 'i' || bytes[from] == '-' && to - from == 9)) {
            throw UnfitValueException.withoutForm("MySQL has no infinite date");
        }
        if (to - from > 3 && bytes[to - 1] == 'C' && bytes[to - 2] == 'B') {
            throw UnfitValueException.withoutForm("MySQL has no dates BC");
        }
        int dash = from;
        while (dash < to && bytes[dash] >= '0' && bytes[dash] <= '9') {
            dash++;
        }
        if (dash - from > 4) {
            throw UnfitValueException.withoutForm("MySQL has no years above 9999");
        }
    }

    private void readDate() {
        year = digits(4);
        expect('-');
        month = digits(2);
        expect('-');
        day = digits(2);
        if (month > 12 || day > daysIn(month)) {
            throw UnfitValueException.because("a day that no calendar has");
        }
    }

    /** A month of zero takes any day up to 31, as on MySQL. */
    private int daysIn(int ofMonth) {
        return switch (ofMonth) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> isLeapYear() ? 29 : 28;
            default -> 31;
        };
    }

    /** As MySQL counts: year 0 is none. */
    private boolean isLeapYear() {
        return year != 0 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private void readClock() {
        hour = digits(2);
        expect(':');
        minute = digits(2);
        expect(':');
        second = digits(2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw malformed();
        }
        if (at < to && bytes[at] == '.') {
            at++;
            int start = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            micros = micros(bytes, start, at);
        }
    }

    /** The digits behind a point as microseconds. */
    static int micros(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = 0; i < 6; i++) {
            value = 10 * value + (from + i < to ? bytes[from + i] - '0' : 0);
        }
        for (int i = from + 6; i < to; i++) {
            if (bytes[i] != '0') {
                throw UnfitValueException.because("finer than a microsecond");
            }
        }
        return value;
    }

    private void readOffset() {
        if (at == to) {
            return;
        }
        int sign = bytes[at] == '+' ? 1 : bytes[at] == '-' ? -1 : 0;
        if (sign == 0) {
            throw malformed();
        }
        at++;
        int seconds = 3600 * digits(2);
        for (int unit = 60; unit >= 1 && at < to; unit /= 60) {
            expect(':');
            seconds += unit * digits(2);
        }
        offsetSeconds = sign * seconds;
    }

    private void toUtc() {
        if (offsetSeconds == 0 || isZero()) {
            return;
        }
        if (month == 0 || day == 0) {
            throw UnfitValueException.because(
                    "a date with a zero month or day cannot be brought to UTC");
        }
        long seconds =
                86400 * LocalDate.of(year, month, day).toEpochDay()
                        + 3600L * hour
                        + 60L * minute
                        + second
                        - offsetSeconds;
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86400));
        int rest = (int) Math.floorMod(seconds, 86400L);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw UnfitValueException.withoutForm("MySQL has no years below 0 or above 9999");
        }
        year = date.getYear();
        month = date.getMonthValue();
        day = date.getDayOfMonth();
        hour = rest / 3600;
        minute = rest / 60 % 60;
        second = rest % 60;
        offsetSeconds = 0;
    }

    private int digits(int count) {
        if (at + count > to) {
            throw malformed();
        }
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw malformed();
            }
            value = 10 * value + bytes[at] - '0';
        }
        return value;
    }

    private void expect(char separator) {
        if (at >= to || bytes[at] != separator) {
            throw malformed();
        }
        at++;
    }

    private static UnfitValueException malformed() {
        return UnfitValueException.because(
                "not a date or timestamp in ISO style; set DateStyle to ISO on the source");
    }

    /** {@code 0000-00-00 00:00:00}, which no time zone moves. */
    boolean isZero() {
        return year == 0 && month == 0 && day == 0 && isMidnight();
    }

    boolean isMidnight() {
        return hour == 0 && minute == 0 && second == 0 && micros == 0;
    }

    boolean hasZeroPart() {
        return month == 0 || day == 0;
    }

    /** Seconds since 1970-01-01; only for dates without a zero part. */
    long epochSecond() {
        return 86400 * LocalDate.of(year, month, day).toEpochDay()
                + 3600L * hour
                + 60L * minute
                + second;
    }

    int micros() {
        return micros;
    }

    void writeDate(SqlText sql) {
        sql.append('\'');
        appendDate(sql);
        sql.append('\'');
    }

    /** @param fractionDigits what the column keeps; more would be rounded or cut there and is refused */
    void writeDateTime(SqlText sql, int fractionDigits) {
        sql.append('\'');
        appendDate(sql);
        sql.append(' ');
        two(sql, hour).append(':');
        two(sql, minute).append(':');
        two(sql, second);
        appendFraction(sql, micros, fractionDigits);
        sql.append('\'');
    }

    private void appendDate(SqlText sql) {
        two(sql, year / 100);
        two(sql, year % 100).append('-');
        two(sql, month).append('-');
        two(sql, day);
    }

    static SqlText two(SqlText sql, int number) {
        return sql.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static void appendFraction(SqlText sql, int micros, int fractionDigits) {
        int unit = 1_000_000;
        for (int i = 0; i < fractionDigits; i++) {
            unit /= 10;
        }
        if (micros % unit != 0) {
            throw UnfitValueException.because(
                    "more than " + fractionDigits + " digits of a second, MySQL would round");
        }
        if (micros != 0) {
            sql.append('.');
            for (int rest = micros, place = 100_000; rest != 0; place /= 10) {
                sql.append((char) ('0' + rest / place));
                rest %= place;
            }
        }
    }
}
