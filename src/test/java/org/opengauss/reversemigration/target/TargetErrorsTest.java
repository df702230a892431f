package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.model.ExitCode;

class TargetErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "1213, 40001, RETRY",
        "1205, 40001, RETRY",
        "3101, 40000, RETRY",
        "1114, HY000, RETRY_SLOWLY",
        "1290, HY000, RETRY_SLOWLY",
        "1040, 08004, RECONNECT",
        "1053, 08S01, RECONNECT",
        "4031, HY000, RECONNECT",
        "0, 08S01, RECONNECT",
        "1153, 08S01, TOO_LARGE",
        "1062, 23000, UNFIT",
        "1048, 23000, UNFIT",
        "1264, 22001, UNFIT",
        "1366, HY000, UNFIT",
        "4025, 23000, UNFIT",
        "1054, 42S22, DEFINITION",
        "1146, 42S02, DEFINITION",
        "3105, HY000, DEFINITION",
        "1045, 28000, CONFIGURATION",
        "1142, 42000, OPERATOR",
        "1044, 42000, OPERATOR",
        "1064, 42000, STOP",
        "1242, 21000, STOP",
        "9999, HY000, STOP"
    })
    void vendorCodeDecides(int code, String state, ErrorClass expected) {
        assertThat(TargetErrors.classOf(new SQLException("message", state, code)))
                .isEqualTo(expected);
    }

    @Test
    void poolsTimeoutIsWhatItCouldNotConnectFor() {
        SQLException refused = new SQLException("Access denied for user", "28000", 1045);

        assertThat(TargetErrors.classOf(new SQLTransientConnectionException("timed out", refused)))
                .isEqualTo(ErrorClass.CONFIGURATION);
        assertThat(
                        TargetErrors.classOf(
                                new SQLTransientConnectionException(
                                        "timed out",
                                        new SQLNonTransientConnectionException("gone", "08001"))))
                .isEqualTo(ErrorClass.RECONNECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1062 | Duplicate entry 'secret' for key 't.PRIMARY' | key t.PRIMARY",
                "1062 | Duplicate entry 'a' for key 'secret' for key 'u' | key u",
                "1366 | Incorrect integer value: 'secret' for column 'v' at row 2 | column 'v'",
                "1292 | Incorrect datetime value: 'secret' for column `d`.`t`.`v` at row 1 | column",
                "1292 | Truncated incorrect DOUBLE value: 'secret' | withheld",
                "1064 | You have an error in your SQL syntax near 'secret' at line 1 | withheld",
                "1526 | Table has no partition for value secret | withheld",
                "1644 | secret says the trigger | withheld"
            })
    void valuesAreLeftOut(int code, String message, String kept) {
        SQLException error = new SQLException(message, "HY000", code);

        assertThat(ErrorText.of(error))
                .contains(String.valueOf(code), kept)
                .doesNotContain("secret");
        TargetException failure = TargetErrors.failure("tried", error);
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(failure.getCause().toString()).doesNotContain("secret");
    }

    @Test
    void messagesThatQuoteNoValuesAreKept() {
        SQLException error = new SQLException("Table 'd.t' doesn't exist", "42S02", 1146);

        assertThat(TargetErrors.failure("tried", error))
                .hasMessage("tried: MySQL error 1146 (42S02): Table 'd.t' doesn't exist")
                .extracting(TargetException::exitCode)
                .isEqualTo(ExitCode.STOPPED);
    }
}
