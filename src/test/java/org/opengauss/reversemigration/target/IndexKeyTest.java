package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.model.RowShape;

class IndexKeyTest {
    private static final TargetServer MYSQL = new TargetServer("9.7.4", false);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "bigint, numeric, 7, 007",
                "bigint, numeric, 7, 7.0",
                "bigint, numeric, 70, 7e1",
                "bigint, numeric, 7, +7",
                "bigint, numeric, -0, 0",
                "bigint, numeric, -12, -12.00",
                "bigint unsigned, numeric, 18446744073709551615, 18446744073709551615.0",
                "tinyint(1), boolean, t, true",
                "tinyint(1), boolean, f, 0",
                "~decimal(10,2)~, numeric, 1.5, 01.500",
                "~decimal(10,2)~, numeric, -0.00, .0",
                "~decimal(10,2)~, numeric, 100, 1e2",
                "~decimal(10,2)~, money, ~$1,234.56~, ~1234.560~",
                "double, double precision, -0, 0",
                "double, double precision, -0.0, 0",
                "double, double precision, 1e1, 10",
                "double unsigned, double precision, -0, 0",
                "float, real, 0.1, .100000001",
                "bit(8), bit varying, 101, 00000101",
                "~binary(4)~, varbinary, \\x61, \\x61000000",
                "~binary(4)~, blob, 61fF, \\x61FF00",
                "~datetime(3)~, timestamp, 2024-01-01 00:00:00.5, 2024-01-01 00:00:00.500",
                "datetime, timestamptz, 2024-01-01 00:00:00+08, 2023-12-31 16:00:00",
                "timestamp, timestamptz, 2024-01-01 00:00:00+08, 2023-12-31 16:00:00+00",
                "date, timestamp, 2024-01-01, 2024-01-01 00:00:00",
                "time, time, -00:00:00, 00:00:00",
                "year, year, 24, 2024",
                "~enum('a','B')~, text, ~B  ~, B",
                "~set('a','b')~, text, ~b,a~, ~a,b~",
                "~varchar(20)~, text, ab, AB",
                "~varchar(20)~, text, 中Ab, ~中aB  ~",
                "~varchar(20)~, text, ab, ~ab   ~",
                "~char(20)~, character, ab, ~ab   ~",
            })
    void printedFormsOfOneValueShareAHash(String column, String source, String left, String right) {
        assertThat(hash(column, source, 0, left))
                .isEqualTo(hash(column, source, 0, right))
                .isNotEqualTo(IndexKey.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "bigint, numeric, 7, 70",
                "bigint, numeric, 7, -7",
                "~decimal(10,2)~, numeric, 1.5, 15",
                "double, double precision, 0.1, 0.10000000000000002",
                "bit(8), bit varying, 101, 1010",
                "~binary(4)~, varbinary, \\x6100, \\x0061",
                "~varbinary(40)~, varbinary, \\x616263646566676869, \\x616263646566676860",
                "~datetime(3)~, timestamp, 2024-01-01 00:00:00.5, 2024-01-01 00:00:00.501",
                "date, date, 2024-01-01, 2024-01-02",
                "time, time, 01:00:00, 100:00:00",
                "~enum('a','B')~, text, a, B",
                "~set('a','b')~, text, ~b,a~, b",
                "~varchar(20)~, text, ab, abc",
                "~varchar(20)~, text, ab, ba",
                "~varchar(20)~, text, ~a b~, ab",
                "~varchar(20)~, text, 中文, 中国",
                "~varchar(20)~, text, 中文, 文中",
                "~varchar(20) collate utf8mb4_bin~, text, ab, AB",
                "~varchar(20) collate utf8mb4_bin~, text, 中, 国",
            })
    void otherValuesHaveOtherHashes(String column, String source, String left, String right) {
        assertThat(hash(column, source, 0, left)).isNotEqualTo(hash(column, source, 0, right));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~varchar(20)~, text, abcd, ABCE",
                "~varchar(20)~, text, abc, ~abc  x~",
                "~varchar(20)~, text, ~ab ~, ~ab~",
                "~varchar(20) collate utf8mb4_bin~, text, 中国人民, 中国人口",
                "~blob~, blob, 00010203, 00010299",
                "~varbinary(9)~, text, abcd, abce",
            })
    void aPrefixIsCutBeforeAnythingElse(String column, String source, String left, String right) {
        assertThat(hash(column, source, 3, left))
                .isEqualTo(hash(column, source, 3, right))
                .isNotEqualTo(IndexKey.UNKNOWN);
    }

    @Test
    void controlCharactersWeighNothing() {
        assertThat(hash("varchar(20)", "text", 0, "a\0b"))
                .isEqualTo(hash("varchar(20)", "text", 0, "\u0001Ab \u007f "));
    }

    @Test
    void aCharacterThatMayEqualSeveralIsUnknown() {
        assertThat(hash("varchar(20)", "text", 0, "stra\u00dfe")).isEqualTo(IndexKey.UNKNOWN);
        assertThat(hash("varchar(20)", "text", 6, "strasse\u00df")).isNotEqualTo(IndexKey.UNKNOWN);
    }

    @Test
    void whatTheColumnCannotHoldIsUnknown() {
        assertThat(hash("bigint", "numeric", 0, "1.5")).isEqualTo(IndexKey.UNKNOWN);
        assertThat(hash("double", "double precision", 0, "NaN")).isEqualTo(IndexKey.UNKNOWN);
        assertThat(hash("enum('a')", "text", 0, "b")).isEqualTo(IndexKey.UNKNOWN);
        assertThat(hash("blob", "bytea", 0, "\\001")).isEqualTo(IndexKey.UNKNOWN);
    }

    @Test
    void ordinaryTextsShareNoHash() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            hashes.add(hash(TEXT, Rows.row(TEXT_SHAPE, "customer." + i + "@example.com")));
            hashes.add(hash(TEXT, Rows.row(TEXT_SHAPE, String.format("ORD-%08d", i))));
            hashes.add(hash(TEXT, Rows.row(TEXT_SHAPE, new java.util.UUID(i, ~i).toString())));
        }
        assertThat(hashes).hasSize(150_000).doesNotContain(IndexKey.UNKNOWN);
    }

    @Test
    void integersNeverShareAHash() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            hashes.add(hash(KEY, Rows.row(SHAPE, Integer.toString(i))));
        }
        assertThat(hashes).hasSize(100_000);
    }

    @Test
    void partsTablesAndIndexesAreToldApart() {
        RowShape shape = Rows.shape("a", "text", "b", "text");
        List<TargetColumn> columns =
                List.of(Tables.column("a", "varchar(9)"), Tables.column("b", "varchar(9)"));
        IndexKeys keys =
                IndexKeys.of(
                        Tables.table("t", columns, "PRIMARY(a,b)", "u(a,b)", "w(b,a)"),
                        shape,
                        MYSQL);
        IndexKeys others = IndexKeys.of(Tables.table("o", columns, "PRIMARY(a,b)"), shape, MYSQL);
        Set<Long> hashes = new HashSet<>();
        for (String[] row : new String[][] {{"a", "bc"}, {"ab", "c"}, {"abc", ""}, {"", "abc"}}) {
            for (IndexKey key : keys.present()) {
                hashes.add(key.hash(Rows.row(shape, row)));
            }
            hashes.add(others.present()[0].hash(Rows.row(shape, row)));
        }
        assertThat(hashes).hasSize(16);
    }

    @Test
    void aRowOfAnotherShapeHasTheSameHash() {
        TargetTable table =
                Tables.table("t", List.of(Tables.column("id", "bigint")), "PRIMARY(id)");
        RowShape other = Rows.shape("ID", "numeric");
        IndexKey key = IndexKeys.of(table, other, MYSQL).present()[0];
        assertThat(key.hash(Rows.row(other, "7.0"))).isEqualTo(hash(KEY, Rows.row(SHAPE, "7")));
    }

    private static final RowShape SHAPE = Rows.shape("id", "bigint");
    private static final IndexKey KEY =
            IndexKeys.of(
                            Tables.table(
                                    "t", List.of(Tables.column("id", "bigint")), "PRIMARY(id)"),
                            SHAPE,
                            MYSQL)
                    .present()[0];

    private static final RowShape TEXT_SHAPE = Rows.shape("v", "text");
    private static final IndexKey TEXT =
            IndexKeys.of(
                            Tables.table(
                                    "t", List.of(Tables.column("v", "varchar(200)")), "PRIMARY(v)"),
                            TEXT_SHAPE,
                            MYSQL)
                    .present()[0];

    private static long hash(IndexKey key, org.opengauss.reversemigration.model.Row row) {
        return key.hash(row);
    }

    private static long hash(String column, String source, int prefix, String value) {
        RowShape shape = Rows.shape("v", source);
        TargetTable table =
                Tables.table("t", List.of(Tables.column("v", column)), "PRIMARY(v:" + prefix + ")");
        return IndexKeys.of(table, shape, MYSQL).present()[0].hash(Rows.row(shape, value));
    }
}
