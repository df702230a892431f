package org.opengauss.reversemigration.target;

/** TIME(n): {@code [-]hhh:mm:ss[.f]} up to 838:59:59. */
final class TimeWriter implements ValueWriter {
    private static final int LAST = 838 * 3600 + 59 * 60 + 59;

    private final int fractionDigits;
    private final boolean fractionAtTheEnd;

    TimeWriter(TargetColumn column, SourceType source, TargetServer server) {
        this.fractionDigits = column.fractionDigits();
        this.fractionAtTheEnd = server.isMariaDb();
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        int start = from < to && bytes[from] == '-' ? from + 1 : from;
        int colon = start;
        while (colon < to && isDigit(bytes[colon])) {
            colon++;
        }
        int hours = number(bytes, start, colon);
        boolean shaped =
                colon > start && colon + 6 <= to && bytes[colon] == ':' && bytes[colon + 3] == ':';
        if (!shaped) {
            throw malformed();
        }
        int minutes = number(bytes, colon + 1, colon + 3);
        int seconds = number(bytes, colon + 4, colon + 6);
        int micros = fraction(bytes, colon + 6, to);
        if (minutes > 59 || seconds > 59) {
            throw malformed();
        }
        int total = hours * 3600 + minutes * 60 + seconds;
        if (total > LAST || total == LAST && micros > 0 && !fractionAtTheEnd) {
            throw UnfitValueException.because("beyond 838:59:59");
        }
        sql.append(start > from ? "'-" : "'");
        if (hours >= 100) {
            sql.append(hours).append(':');
        } else {
            TemporalText.two(sql, hours).append(':');
        }
        TemporalText.two(sql, minutes).append(':');
        TemporalText.two(sql, seconds);
        TemporalText.appendFraction(sql, micros, fractionDigits);
        sql.append('\'');
    }

    /** A zero offset is tolerated, any other would have to be dropped. */
    private static int fraction(byte[] bytes, int from, int to) {
        int at = from;
        int micros = 0;
        if (at < to && bytes[at] == '.') {
            int start = ++at;
            while (at < to && isDigit(bytes[at])) {
                at++;
            }
            micros = TemporalText.micros(bytes, start, at);
        }
        if (at < to) {
            boolean offset = bytes[at] == '+' || bytes[at] == '-';
            for (int i = at + 1; i < to; i++) {
                offset &= bytes[i] == '0' || bytes[i] == ':';
            }
            if (!offset) {
                throw UnfitValueException.because("MySQL's TIME has no time zone");
            }
        }
        return micros;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int number(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                throw malformed();
            }
            value = Math.min(10 * value + bytes[i] - '0', 100_000);
        }
        return value;
    }

    private static UnfitValueException malformed() {
        return UnfitValueException.because("not a time of the form [-]hh:mm:ss");
    }
}
