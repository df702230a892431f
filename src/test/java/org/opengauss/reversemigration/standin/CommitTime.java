package org.opengauss.reversemigration.standin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Commit times as the server prints them: zeros of the fraction cut, offset as short as it can be. */
final class CommitTime {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private CommitTime() {}

    /**
     * @param micros microseconds since 2000-01-01 UTC
     */
    static String text(long micros, ZoneId zone) {
        ZonedDateTime at = EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
        String fraction = "%06d".formatted(at.getNano() / 1000).replaceFirst("0+$", "");
        return SECONDS.format(at)
                + (fraction.isEmpty() ? "" : "." + fraction)
                + offset(at.getOffset());
    }

    static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        StringBuilder text = new StringBuilder(offset.getTotalSeconds() < 0 ? "-" : "+");
        text.append("%02d".formatted(seconds / 3600));
        if (seconds % 3600 != 0) {
            text.append(":%02d".formatted(seconds / 60 % 60));
        }
        if (seconds % 60 != 0) {
            text.append(":%02d".formatted(seconds % 60));
        }
        return text.toString();
    }
}
