package org.opengauss.reversemigration.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a commit time: {@code 2026-11-20 22:11:01.86837+08:05:43}. Zeros at the end of the fraction are cut; the offset
 * may have minutes and seconds. The zone is the client's, so the offset is never ignored.
 *
 * <p>Thousands of transactions commit within a second, so the last one read is remembered. Used by one thread.
 */
final class CommitTime {
    private static final String EPOCH = "1970-01-01 00:00:00";
    private static final int TO_SECOND = EPOCH.length();

    private final byte[] lastSecond = EPOCH.getBytes(StandardCharsets.US_ASCII);
    private long lastLocal;

    /** Microseconds since 1970-01-01 UTC. */
    long micros(Cursor in) {
        long local = localSeconds(in);
        int fraction = in.skip('.') ? fraction(in) : 0;
        return (local - offsetSeconds(in)) * 1_000_000 + fraction;
    }

    private long localSeconds(Cursor in) {
        int from = in.position;
        int to = from + TO_SECOND;
        if (to <= in.limit && Arrays.equals(in.bytes, from, to, lastSecond, 0, TO_SECOND)) {
            in.position = to;
            return lastLocal;
        }
        long local = parsedSeconds(in);
        System.arraycopy(in.bytes, from, lastSecond, 0, TO_SECOND);
        lastLocal = local;
        return local;
    }

    /** Always {@link #TO_SECOND} bytes. */
    private static long parsedSeconds(Cursor in) {
        int year = in.digits(4);
        in.expect("-");
        int month = between(in, 1, 12);
        in.expect("-");
        int day = between(in, 1, daysOf(year, month));
        in.expect(" ");
        int hour = between(in, 0, 23);
        in.expect(":");
        int minute = between(in, 0, 59);
        in.expect(":");
        int second = between(in, 0, 60);
        return ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    }

    private static int between(Cursor in, int least, int most) {
        int value = in.digits(2);
        if (value < least || value > most) {
            throw in.failure("a date or time out of range");
        }
        return value;
    }

    private static int fraction(Cursor in) {
        byte[] bytes = in.bytes;
        int from = in.position;
        int to = Math.min(in.limit, from + 6);
        int position = from;
        int micros = 0;
        while (position < to && bytes[position] >= '0' && bytes[position] <= '9') {
            micros = micros * 10 + bytes[position++] - '0';
        }
        if (position == from) {
            throw in.failure("expected a digit");
        }
        in.position = position;
        for (int i = position - from; i < 6; i++) {
            micros *= 10;
        }
        return micros;
    }

    private static int offsetSeconds(Cursor in) {
        int sign = in.skip('-') ? -1 : 1;
        if (sign > 0) {
            in.expect("+");
        }
        int seconds = in.digits(2) * 3600;
        if (in.skip(':')) {
            seconds += between(in, 0, 59) * 60;
            if (in.skip(':')) {
                seconds += between(in, 0, 59);
            }
        }
        return sign * seconds;
    }

    private static int daysOf(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01; years counted from March, so that the leap day comes last. */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }
}
