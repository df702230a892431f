package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.Lsn;

class CommitTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20 22:11:01.805735+00, 2026-11-20T22:11:01.805735Z",
        "2026-11-20 22:11:01.86837+00, 2026-11-20T22:11:01.868370Z",
        "2024-03-14 20:31:12+08, 2024-03-14T12:31:12Z",
        "2024-02-29 00:00:00.5+05:30, 2024-02-28T18:30:00.5Z",
        "1900-03-01 00:00:00+08:05:43, 1900-02-28T15:54:17Z",
        "1999-12-31 23:59:59.999999-09:30, 2000-01-01T09:29:59.999999Z",
        "2000-02-29 12:00:00-00:44:30, 2000-02-29T12:44:30Z",
        "1969-12-31 23:59:59.000001+00, 1969-12-31T23:59:59.000001Z",
    })
    void timesAreReadWithTheirOffset(String text, String utc) {
        assertThat(micros(text))
                .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(utc)));
    }

    @Test
    void everyDayOfFourHundredYearsIsWhereTheCalendarHasIt() {
        for (Instant day = Instant.parse("1800-01-01T00:00:00Z");
                day.isBefore(Instant.parse("2201-01-01T00:00:00Z"));
                day = day.plus(1, ChronoUnit.DAYS)) {
            String text = day.toString().substring(0, 10) + " 00:00:00+00";
            assertThat(micros(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, day));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-13-01 00:00:00+00",
                "2023-02-29 00:00:00+00",
                "2024-01-01 24:00:00+00",
                "2024-01-01 00:00:00",
                "2024-01-01 00:00:00.+00",
                "2024-01-01T00:00:00+00",
                "24-01-01 00:00:00+00",
            })
    void otherTextsAreRefused(String text) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> micros(text));
    }

    @Test
    void aTimeInTheLastSecondIsReadAsWell() {
        CommitTime times = new CommitTime();
        long first = micros(times, "2026-11-20 22:11:01.86837+08");

        assertThat(micros(times, "2026-11-20 22:11:01.999999+08") - first).isEqualTo(131_629);
        assertThat(micros(times, "2026-11-20 22:11:01+08") - first).isEqualTo(-868_370);
        assertThat(micros(times, "2026-11-20 22:11:01.86837+07") - first).isEqualTo(3_600_000_000L);
        assertThat(micros(times, "2026-11-20 22:11:02.86837+08") - first).isEqualTo(1_000_000);
    }

    @Test
    void bytesThatAreNoTimeAreRefusedByANewReaderToo() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> micros("\0".repeat(19) + "+00"));
    }

    private static long micros(String text) {
        return micros(new CommitTime(), text);
    }

    private static long micros(CommitTime times, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        Cursor in = new Cursor().over(Lsn.ZERO, bytes, 0, bytes.length);
        long micros = times.micros(in);
        in.expectEnd();
        return micros;
    }
}
