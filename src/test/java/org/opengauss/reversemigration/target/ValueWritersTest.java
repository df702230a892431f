package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueWritersTest {
    private static final TargetServer MYSQL = new TargetServer("9.7.4", false);
    private static final TargetServer MARIADB = new TargetServer("11.8.9-MariaDB", false);

    static Stream<ValueCases.Fit> fitting() {
        return ValueCases.FITTING.stream();
    }

    static Stream<ValueCases.Unfit> unfitting() {
        return ValueCases.UNFITTING.stream();
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void whatFitsIsWritten(ValueCases.Fit fit) {
        assertThatCode(() -> literal(MYSQL, fit.column(), fit.source(), fit.printed()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void whatDoesNotFitIsRefusedWithTheReasonAndWithoutTheValue(ValueCases.Unfit unfit) {
        assertThatExceptionOfType(UnfitValueException.class)
                .isThrownBy(() -> literal(MYSQL, unfit.column(), unfit.source(), unfit.printed()))
                .withMessageContaining(unfit.reason());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "int, integer, -5, -5",
                "tinyint(1), boolean, t, 1",
                "tinyint(1), boolean, false, 0",
                "~decimal(10,2)~, numeric, 0001.500, 1.5",
                "~decimal(10,2)~, numeric, -.00, 0",
                "~decimal(10,2)~, numeric, 100, 100",
                "float, real, .100000001, 0.10000000149011612",
                "float, real, 3.40282347e+38, 3.4028234663852886E38",
                "double, double precision, -0, '-0.0'",
                "bit(8), bit, 00000101, b'00000101'",
                "bit(8), integer, 5, b'101'",
                "year, year, 0, 0",
                "year, year, 24, 2024",
                "char(5), character, ~ab   ~, 'ab'",
                "varchar(9), text, ~a ~, 'a '",
                "binary(3), varbinary, \\x61, x'61'",
                "blob, blob, 00FF, x'00FF'",
                "datetime(6), timestamp with time zone, 2024-03-01 00:00:00.5+08:05:43,"
                        + " '2024-02-29 15:54:17.5'",
                "timestamp, timestamp with time zone, 0000-00-00 00:00:00+08:05:43,"
                        + " '0000-00-00 00:00:00'",
                "~enum('it''s')~, mood, it's, 'it\\'s'",
                "~set('a','b')~, s, ~b,a~, ~'a,b'~",
                "~json~, integer[], ~{1,NULL}~, ~'[1,null]'~",
                "point, point, ~(1.5,-2)~,"
                        + " ST_GeomFromWKB(x'0101000000000000000000f83f00000000000000c0')",
            })
    void literalsAreWhatMySqlStoresExactly(
            String column, String source, String printed, String literal) {
        assertThat(literal(MYSQL, column, source, printed)).isEqualTo(literal);
    }

    @Test
    void textsAreFoundByTheirBytes() {
        byte[] value = "A'".getBytes(UTF_8);
        SqlText sql = new SqlText();
        ValueWriters.of(Columns.column("varchar(9)"), "text", MYSQL)
                .orElseThrow()
                .match(sql, SqlText.quotedBytes("v"), value, 0, value.length);

        assertThat(sql.toString())
                .isEqualTo(
                        "`v`='A\\'' AND CAST(CONVERT(`v` USING utf8mb4) AS BINARY)=_binary'A\\''");
    }

    @Test
    void mariaDbHasLongerTimesAndLaterInstants() {
        assertThat(literal(MARIADB, "time(1)", "time without time zone", "838:59:59.9"))
                .isEqualTo("'838:59:59.9'");
        assertThat(
                        literal(
                                MARIADB,
                                "timestamp",
                                "timestamp with time zone",
                                "2100-01-01 00:00:00+00"))
                .isEqualTo("'2100-01-01 00:00:00'");
        assertThat(literal(MARIADB, "json", "json", "123456789012345678901234567890"))
                .isEqualTo("'123456789012345678901234567890'");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String broken :
                new String[] {"\u00e9", "\u00c0\u0080", "\u00ed\u00a0\u0080", "a\u00e4\u00b8"}) {
            byte[] bytes = broken.getBytes(ISO_8859_1);
            ValueWriter writer =
                    ValueWriters.of(Columns.column("text"), "text", MYSQL).orElseThrow();

            assertThatExceptionOfType(UnfitValueException.class)
                    .isThrownBy(() -> writer.write(new SqlText(), bytes, 0, bytes.length))
                    .withMessageContaining("UTF-8");
        }
    }

    @Test
    void onlyValuesWithoutAnyFormMayBecomeNull() {
        assertThat(refusal("double", "real", "NaN").isWithoutForm()).isTrue();
        assertThat(refusal("date", "date", "0044-03-15 BC").isWithoutForm()).isTrue();
        assertThat(refusal("date", "date", "infinity").isWithoutForm()).isTrue();
        assertThat(refusal("int", "integer", "99999999999").isWithoutForm()).isFalse();
        assertThat(refusal("timestamp", "date", "2040-01-01").isWithoutForm()).isFalse();
    }

    @Test
    void anUnknownColumnTypeHasNoWriter() {
        assertThat(ValueWriters.of(Columns.column("vector(3)"), "text", MYSQL)).isEmpty();
    }

    @Test
    void membersAreReadAsTheServerEscapesThem() {
        assertThat(Members.parse("enum('x','it''s','a,b','b\\\\s','n\\nl','(','')"))
                .containsExactly("x", "it's", "a,b", "b\\s", "n\nl", "(", "");
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(new TargetServer("26.10.0", false).isAtLeast(9, 7)).isTrue();
        assertThat(new TargetServer("5.6.24-log", false).isAtLeast(5, 7)).isFalse();
        assertThat(MARIADB.isMariaDb()).isTrue();
        assertThat(MARIADB.isAtLeast(11, 5)).isTrue();
    }

    private static UnfitValueException refusal(String column, String source, String printed) {
        try {
            throw new AssertionError("written: " + literal(MYSQL, column, source, printed));
        } catch (UnfitValueException e) {
            return e;
        }
    }

    private static String literal(
            TargetServer server, String column, String source, String printed) {
        byte[] bytes = ("<" + printed + ">").getBytes(UTF_8);
        SqlText sql = new SqlText(1);
        ValueWriters.of(Columns.column(column), source, server)
                .orElseThrow()
                .write(sql, bytes, 1, bytes.length - 1);
        return sql.toString();
    }
}
