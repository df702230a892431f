package org.opengauss.reversemigration.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonIT {
    private static final String TARGET =
            """
            CREATE TABLE t (id int PRIMARY KEY, d decimal(10,3), f float, g double, c char(5), v varchar(9),
              b varbinary(9), n binary(4), h time(3), m datetime(6), s timestamp NULL, y date, j json, o bit(9),
              p tinyint(1), k int GENERATED ALWAYS AS (id + 1));
            INSERT INTO t (id, d, f, g, c, v, b, n, h, m, s, y, j, o, p) VALUES
              (1, 1.5, 0.1, 1e-7, 'ab', 'a\\\\ ', x'00ff', 'ab', '01:02:03.5', '2024-01-01 00:00:01', '2024-01-01 00:00:00',
               '2024-02-29', '{"b": [1.0, "x"], "a": null}', b'101', 1),
              (2, -0.0, 3.4028234e38, 1.7976931348623157e308, '', '', '', '', '00:00:00', '9999-12-31 23:59:59.999999',
               '2038-01-19 03:14:07', '0001-01-01', '[]', 0, 0),
              (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """;
    private static final String SOURCE =
            """
            CREATE TABLE t (id int PRIMARY KEY, d numeric(10,3), f real, g double precision, c char(5), v varchar(9),
              b bytea, n bytea, h time, m timestamp, s timestamptz, y date, j json, o bit(9), p boolean);
            INSERT INTO t VALUES
              (1, 1.5, 0.1, 1e-7, 'ab', 'a\\ ', '\\x00ff', '\\x61620000', '01:02:03.5', '2024-01-01 00:00:01',
               '2024-01-01 01:00:00+01', '2024-02-29', '{"a":null,"b":[1,"x"]}', '000000101', true),
              (2, 0, 3.4028234e38, 1.7976931348623157e308, '', '', '', '\\x00000000', '00:00:00',
               '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07+00', '0001-01-01', '[]', '000000000', false),
              (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """;

    @Test
    void equalValuesOfEveryTypeAreEqual() throws Exception {
        try (PostgresDatabase source = PostgresDatabase.create();
                TargetDatabase target = TargetDatabase.create();
                Connection left = source.connect();
                Connection right = target.connect()) {
            source.execute(SOURCE);
            target.execute(TARGET);

            Comparison.assertAllEqual(left, "public", right, target.name());
        }
    }

    @Test
    void aChangedValueAndADoubledRowAreDifferences() throws Exception {
        try (PostgresDatabase source = PostgresDatabase.create();
                TargetDatabase target = TargetDatabase.create();
                Connection left = source.connect();
                Connection right = target.connect()) {
            source.execute("CREATE TABLE t (v text); INSERT INTO t VALUES ('a'), ('a '), ('b')");
            target.execute("CREATE TABLE t (v text); INSERT INTO t VALUES ('a'), ('a'), ('b')");

            assertThat(Comparison.differences(left, "public", "t", right, target.name(), "t"))
                    .containsExactly("t: missing on MySQL (1): a ", "t: too many on MySQL (1): a");
        }
    }

    @Test
    void endStateOfAFileIsCompared(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("expected.txt");
        Files.writeString(
                file,
                "TABLE public.tick name a b\tc.d\n1\tx\\ty\n2\t\\N\nTABLE public.other id\n7\n");
        try (TargetDatabase target = TargetDatabase.create();
                Connection right = target.connect()) {
            target.execute(
                    "CREATE TABLE `tick name` (`a b` int, `c.d` varchar(9)); CREATE TABLE other (id int);"
                            + " INSERT INTO `tick name` VALUES (1, 'x\ty'), (2, NULL)");
            Map<String, String> databases = Map.of("public", target.name());

            EndState state = EndState.read(file);

            assertThat(state.differences(right, databases, Set.of("other"))).isEmpty();
            assertThat(state.differences(right, databases, Set.of()))
                    .containsExactly("other: missing on MySQL (1): 7");
        }
    }
}
