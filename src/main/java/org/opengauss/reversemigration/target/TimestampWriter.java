package org.opengauss.reversemigration.target;

/** TIMESTAMP(n), sent in UTC, the session's zone; values without an offset count as UTC. */
final class TimestampWriter implements ValueWriter {
    private static final long LAST_SECOND = Integer.MAX_VALUE;

    /** From MariaDB 11.5 on 64-bit platforms: 2106-02-07 06:28:15. */
    private static final long LAST_UNSIGNED_SECOND = 0xFFFFFFFFL;

    private final int fractionDigits;
    private final long lastSecond;

    TimestampWriter(TargetColumn column, SourceType source, TargetServer server) {
        this.fractionDigits = column.fractionDigits();
        this.lastSecond =
                server.isMariaDb() && server.isAtLeast(11, 5) ? LAST_UNSIGNED_SECOND : LAST_SECOND;
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        TemporalText instant = TemporalText.read(bytes, from, to);
        if (!instant.isZero()) {
            if (instant.hasZeroPart()) {
                throw UnfitValueException.because("a TIMESTAMP has no zero month or day");
            }
            long second = instant.epochSecond();
            if (second < 1 || second > lastSecond) {
                throw UnfitValueException.because(
                        "out of the range of TIMESTAMP; a DATETIME column could hold it");
            }
        }
        instant.writeDateTime(sql, fractionDigits);
    }
}
