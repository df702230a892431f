package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    (openGauss 6.0.2 build 6285c0ef) compiled at 2025-01-01 10:00:00 commit 0 last mr   on x86_64-unknown-linux-gnu, compiled by g++ (GCC) 10.3.0, 64-bit | 6 | 0
                    (openGauss-lite 6.0.2 build 6285c0ef) compiled at 2025-01-01 10:00:00 | 6 | 0
                    openGauss-lite 5.1.0 build 1 | 5 | 1
                    PostgreSQL 9.2.4 (openGauss 5.0.0 build a07d57c3) compiled at 2023-03-29 03:37:13 | 5 | 0
                    (openGauss 7.0.0-RC1 build 10d38387) compiled at 2025-03-21 18:05:31 | 7 | 0
                    (openGauss 3.0.0 build 02c14696) compiled at 2022-04-01 18:12:00 | 3 | 0
                    (openGauss 10.1.0 build 02c14696) compiled at 2029-04-01 18:12:00 | 10 | 1
                    (MogDB 5.0.4 build e2c63b2e) compiled at 2023-12-06 20:15:32 | 5 | 0
                    PostgreSQL 17.2 on x86_64-pc-linux-gnu, compiled by gcc | 0 | 0
                    GaussDB Kernel V500R002C10 build 1 | 0 | 0
                    """)
    void theProductsOwnNumberIsFound(String text, int major, int minor) {
        ServerVersion version = ServerVersion.parse(text);
        assertThat(version.major()).isEqualTo(major);
        assertThat(version.minor()).isEqualTo(minor);
        assertThat(version.text()).isEqualTo(text);
    }
}
