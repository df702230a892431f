package org.opengauss.reversemigration.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0/0", "16/3002D50", "0/29B7168", "FFFFFFFF/FFFFFFFF", "7FFFFFFF/FFFFFFFF"})
    void printsWhatItReads(String text) {
        assertThat(Lsn.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "1",
                "1/",
                "/1",
                "1/2/3",
                "G/0",
                "123456789/0",
                "0/123456789",
                "-1/0",
                "0/+1",
                "0x1/0"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesAsUnsigned() {
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("7FFFFFFF/FFFFFFFF"));
        assertThat(Lsn.parse("1/0").bytesSince(Lsn.parse("0/FFFFFFFF"))).isEqualTo(1);
        assertThat(Lsn.parse("0/1").bytesSince(Lsn.parse("1/0"))).isZero();
    }
}
