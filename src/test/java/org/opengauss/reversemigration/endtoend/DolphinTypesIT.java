package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/**
 * Column types as the forward migration maps them where both sides differ, and values at the edges: what MySQL shows is
 * written here, not read from the source. The database lives in another zone than UTC.
 */
class DolphinTypesIT {
    private record Column(String name, String source, String target, String shown, String... rows) {
        /** Shown as text by MySQL, not by its driver. */
        Column(String name, String source, String target) {
            this(name, source, target, "CONCAT(`" + name + "`)");
        }

        /** Pairs: the literal on the source, the text on MySQL. */
        Column with(String... pairs) {
            return new Column(name, source, target, shown, pairs);
        }

        Column shownBy(String function) {
            return new Column(name, source, target, function + "(`" + name + "`)", rows);
        }
    }

    private static final String THIRTY_NINES = "9".repeat(30);

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("pt", "point", "point")
                            .shownBy("ST_AsText")
                            .with(
                                    "'(1.5,-2)'",
                                    "POINT(1.5 -2)",
                                    "'(1e300,0.1)'",
                                    "POINT(1e300 0.1)"),
                    new Column("ls", "path", "linestring")
                            .shownBy("ST_AsText")
                            .with("'[(0,0),(1,1),(2,0.25)]'", "LINESTRING(0 0,1 1,2 0.25)"),
                    new Column("pg", "polygon", "polygon")
                            .shownBy("ST_AsText")
                            .with("'((0,0),(1,1),(1,0))'", "POLYGON((0 0,1 1,1 0,0 0))"),
                    new Column("bytes_pt", "bytea", "geometry")
                            .shownBy("ST_AsText")
                            .with(
                                    "'\\x0101000000000000000000f83f00000000000000c0'",
                                    "POINT(1.5 -2)"),
                    new Column("num", "number", "double")
                            .with(
                                    "1e308", "1e308",
                                    "0.1", "0.1",
                                    "-1.7976931348623157e308", "-1.7976931348623157e308",
                                    "3.141592653589793", "3.141592653589793"),
                    new Column("fl", "float(10,3)", "float(10,3)")
                            .with("1234.567", "1234.567", "-0.001", "-0.001"),
                    new Column("flag", "boolean", "tinyint(1)").with("true", "1", "false", "0"),
                    new Column("small_flag", "tinyint(1)", "tinyint(1)")
                            .with("1", "1", "-128", "-128"),
                    new Column("bit_flag", "boolean", "bit(1)")
                            .shownBy("HEX")
                            .with("true", "1", "false", "0"),
                    new Column("yr", "year(2)", "year")
                            .with("24", "2024", "69", "2069", "70", "1970"),
                    new Column("zf", "int(8) unsigned zerofill", "int(8) unsigned zerofill")
                            .with("42", "00000042", "4294967295", "4294967295"),
                    new Column("b64", "bit(64)", "bit(64)")
                            .shownBy("HEX")
                            .with(
                                    "B'" + "1".repeat(64) + "'",
                                    "F".repeat(16),
                                    "B'1" + "0".repeat(63) + "'",
                                    "8" + "0".repeat(15),
                                    "B'" + "0".repeat(63) + "1'",
                                    "1"),
                    new Column("deci", "decimal(65,30)", "decimal(65,30)")
                            .with(
                                    "9".repeat(35) + "." + THIRTY_NINES,
                                    "9".repeat(35) + "." + THIRTY_NINES,
                                    "-0." + "0".repeat(29) + "1",
                                    "-0." + "0".repeat(29) + "1"),
                    new Column("js", "json", "json")
                            .with(
                                    "'{\"a\": [1, null, \"q\\\"u \\\\ 表😀\"], \"n\": 1.50}'",
                                    "{\"a\": [1, null, \"q\\\"u \\\\ 表😀\"], \"n\": 1.5}",
                                    "'null'",
                                    "null"),
                    new Column("en", "enum('it''s','a,b','x')", "enum('it''s','a,b','x')")
                            .with("'it''s'", "it's", "'a,b'", "a,b"),
                    new Column("st", "set('it''s','b','c')", "set('it''s','b','c')")
                            .with("'it''s,c'", "it's,c", "''", "", "'b'", "b"),
                    new Column("zero_d", "date", "date").with("'0000-00-00'", "0000-00-00"),
                    new Column("zero_dt", "datetime(6)", "datetime(6)")
                            .with("'0000-00-00 00:00:00'", "0000-00-00 00:00:00.000000"),
                    new Column("zero_ts", "timestamp", "timestamp null")
                            .with("'0000-00-00 00:00:00'", "0000-00-00 00:00:00"),
                    new Column("ts", "timestamp(6)", "timestamp(6) null")
                            .with(
                                    "'2024-02-29 01:02:03.456789+08'", "2024-02-28 17:02:03.456789",
                                    "'1988-06-01 00:00:00+00'", "1988-06-01 00:00:00.000000",
                                    "'2038-01-19 03:14:07+00'", "2038-01-19 03:14:07.000000"),
                    new Column("dt", "datetime(6)", "datetime(6)")
                            .with("'2024-02-29 01:02:03.456789'", "2024-02-29 01:02:03.456789"),
                    new Column("tm", "time(6)", "time(6)")
                            .with(
                                    "'838:59:58.999999'", "838:59:58.999999",
                                    "'-00:00:00.5'", "-00:00:00.500000",
                                    "'24:00:00'", "24:00:00.000000",
                                    "'-838:59:59'", "-838:59:59.000000"));

    @ParameterizedTest(name = "{0}, {1} decoders")
    @CsvSource({"complete, 1", "auto, 4", "fast, 4"})
    void arriveAsMySqlWritesThem(String stream, int decoders) throws Exception {
        Manners manners = Manners.DOLPHIN_6_0.withDatabaseZone(ZoneId.of("Asia/Shanghai"));
        try (SourceDatabase source = SourceDatabase.create(manners);
                TargetDatabase target = TargetDatabase.create()) {
            for (Column column : COLUMNS) {
                source.execute(table(column, column.source()));
                target.execute(table(column, column.target()));
            }
            String generated =
                    "(a int primary key, b int generated always as (a * 2) stored, c varchar(9))";
            source.execute(
                    "create table doubled "
                            + generated
                            + "; create table done (id int primary key)");
            target.execute(
                    "create table doubled "
                            + generated
                            + "; create table done (id int primary key)");
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("slot.stream", stream)
                            .with("slot.parallel-decode-num", decoders)
                            .with("slot.decode-style", "b")
                            .with("slot.sending-batch", stream.equals("fast") ? 1 : 0);
            ToolProcess.Result created = ToolProcess.run(config, "create");
            assertThat(created.exitCode()).as(created.all()).isZero();
            try (ToolProcess tool = ToolProcess.start(config);
                    Connection here = target.connect()) {
                source.execute(changes());
                tool.await(
                        "the last row is on MySQL",
                        Duration.ofSeconds(60),
                        () -> !rows(here, "select id from done").isEmpty());
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
                assertThat(actual(here)).containsExactlyElementsOf(expected());
                assertThat(rows(here, "select concat_ws(' ', a, b, c) from doubled"))
                        .containsExactly("5 10 y");
            }
        }
    }

    private static String table(Column column, String type) {
        return "create table t_"
                + column.name()
                + " (id int primary key, "
                + column.name()
                + " "
                + type
                + ")";
    }

    /** Each value is inserted; once more by an update of a row that had none. */
    private static String changes() {
        StringBuilder script = new StringBuilder();
        for (Column column : COLUMNS) {
            String table = "t_" + column.name();
            for (int i = 0; i < column.rows().length; i += 2) {
                String value = column.rows()[i];
                script.append(
                        "insert into %s values (%d, %s), (%d, null);\n"
                                .formatted(table, i, value, i + 1));
                script.append(
                        "update %s set %s = %s where id = %d;\n"
                                .formatted(table, column.name(), value, i + 1));
            }
        }
        return script
                + "insert into doubled (a, c) values (4, 'x'); update doubled set a = 5;"
                + " update doubled set c = 'y'; insert into done values (1)";
    }

    private static List<String> expected() {
        List<String> lines = new ArrayList<>();
        for (Column column : COLUMNS) {
            for (int i = 0; i < column.rows().length; i += 2) {
                lines.add(column.name() + " " + column.rows()[i + 1]);
                lines.add(column.name() + " " + column.rows()[i + 1]);
            }
        }
        return lines;
    }

    private static List<String> actual(Connection mysql) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (Column column : COLUMNS) {
            for (String value :
                    rows(
                            mysql,
                            "select "
                                    + column.shown()
                                    + " from t_"
                                    + column.name()
                                    + " order by id")) {
                lines.add(column.name() + " " + value);
            }
        }
        return lines;
    }

    private static List<String> rows(Connection mysql, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
