package org.opengauss.reversemigration.decode;

/**
 * Reads a commit time: {@code 2026-11-20 22:11:01.86837+08:05:43}. Zeros at the end of the fraction are cut; the offset
 * may have minutes and seconds. The zone is the client's, so the offset is never ignored.
 */
final class CommitTime {
    private CommitTime() {}

    /** Microseconds since 1970-01-01 UTC. */
    static long micros(Cursor in) {
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
        int fraction = in.skip(".") ? fraction(in) : 0;
        long local = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return (local - offsetSeconds(in)) * 1_000_000 + fraction;
    }

    private static int between(Cursor in, int least, int most) {
        int value = in.digits(2);
        if (value < least || value > most) {
            throw in.failure("a date or time out of range");
        }
        return value;
    }

    private static int fraction(Cursor in) {
        int from = in.position;
        int micros = in.digits(1);
        while (in.peek() >= '0' && in.peek() <= '9' && in.position - from < 6) {
            micros = micros * 10 + in.digits(1);
        }
        for (int i = in.position - from; i < 6; i++) {
            micros *= 10;
        }
        return micros;
    }

    private static int offsetSeconds(Cursor in) {
        int sign = in.skip("-") ? -1 : 1;
        if (sign > 0) {
            in.expect("+");
        }
        int seconds = in.digits(2) * 3600;
        if (in.skip(":")) {
            seconds += between(in, 0, 59) * 60;
            if (in.skip(":")) {
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
