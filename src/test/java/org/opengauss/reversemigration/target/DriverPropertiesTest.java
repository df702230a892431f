package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.ExitCode;

class DriverPropertiesTest {
    private static DriverProperties of(String host, Map<String, String> properties) {
        return DriverProperties.of(
                new TargetConfig(host, 3306, "u", new Secret("hidden"), "d", properties));
    }

    @Test
    void usersPropertiesWinOverOurs() {
        DriverProperties driver =
                of(
                        "h",
                        Map.of(
                                "sslMode",
                                "VERIFY_IDENTITY",
                                "sessionVariables",
                                "net_read_timeout=99"));

        assertThat(driver.properties())
                .containsEntry("sslMode", "VERIFY_IDENTITY")
                .containsEntry("allowMultiQueries", "true");
        assertThat(driver.properties().getProperty("sessionVariables"))
                .contains("foreign_key_checks=0")
                .endsWith(",net_read_timeout=99");
        assertThat(driver.toString()).isEqualTo("h:3306");
    }

    @Test
    void ipv6HostsAreBracketed() {
        assertThat(of("::1", Map.of()).url()).isEqualTo("jdbc:mysql://[::1]:3306/");
    }

    @ParameterizedTest
    @CsvSource({
        "useAffectedRows, true",
        "allowMultiQueries, false",
        "useLocalTransactionState, true",
        "autoReconnect, true",
        "connectionTimeZone, LOCAL",
        "characterEncoding, latin1",
        "connectionCollation, latin1_swedish_ci",
        "password, x",
        "sessionVariables, 'a=1,@@session.sql_mode='''''",
        "sessionVariables, 'a=1, SQL_LOG_BIN = 0'",
        "sessionVariables, 'unique_checks=0'"
    })
    void whatWouldBreakThePromiseIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> of("h", Map.of(name, value)))
                .hasMessageContaining(name)
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void harmlessRepetitionsPass() {
        assertThat(
                        of("h", Map.of("useAffectedRows", "FALSE", "characterEncoding", "UTF-8"))
                                .properties())
                .containsEntry("useAffectedRows", "FALSE");
    }
}
