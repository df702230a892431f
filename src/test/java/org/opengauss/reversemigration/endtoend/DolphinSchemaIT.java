package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengauss.reversemigration.standin.CaptureSql;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.Replay;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/**
 * A schema with every MySQL column type, as the forward migration leaves it on dolphin, written to live: MySQL ends as the
 * source does, in each stream the tool may ask for.
 */
class DolphinSchemaIT {
    private static final Path RESOURCES = Path.of("src/test/resources");

    /** Tables that a white list cannot name, or whose booleans JSON prints wrong. */
    private static final Set<String> NOT_IN_JSON = Set.of("ty_bool", "k_bool", "tick name");

    /** Parts of statements whose values MySQL cannot hold: the tool stops there, as it is told to. */
    private static final List<String> UNFIT =
            List.of(
                    "_fltnan values(1,'NaN')",
                    "_fltnan values(2,'Infinity')",
                    "_fltnan values('",
                    "ty_fltnan set v='NaN'",
                    // mediumint is a plain integer on dolphin
                    "ty_mediumint values(3,16777215)",
                    // NVARCHAR is utf8mb3 on MySQL, which has no emoji
                    "nvarchar values(1,",
                    "nvarchar values('",
                    "ty_nvarchar set v='");

    /** Changes that no stream of that kind carries: a truncated partition; TRUNCATE in parallel. */
    private static final List<String> NEVER_SENT = List.of("truncate partition");

    private static final List<String> NOT_SENT_IN_PARALLEL = List.of("m_trunc");

    /** The stand-in keeps a zero date as one below all others. */
    private static final Pattern ZERO_DATE_OF_STAND_IN =
            Pattern.compile("^ty_(date|timestamp)\\w*: missing on MySQL \\(1\\): 50\t");

    private enum Mode {
        SERIAL(Map.of("slot.stream", "complete")),
        BINARY(Map.of("slot.parallel-decode-num", 4, "slot.decode-style", "b")),
        BINARY_BATCHES(Map.of("slot.stream", "fast")),
        JSON(Map.of("slot.parallel-decode-num", 4, "slot.decode-style", "j"));

        private final Map<String, Object> keys;

        Mode(Map<String, Object> keys) {
            this.keys = keys;
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void endsEqual(Mode mode) throws Exception {
        try (SourceDatabase source = SourceDatabase.create(Manners.DOLPHIN_6_0);
                TargetDatabase target = TargetDatabase.create()) {
            String second = target.name() + "_db2";
            makeTables(source, target, second);
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("mapping.schemas", Map.of("db2", second))
                            .with("apply.tables-without-identity", "insert-only");
            for (Map.Entry<String, Object> key : mode.keys.entrySet()) {
                config = config.with(key.getKey(), key.getValue());
            }
            if (mode == Mode.JSON) {
                config = config.with("slot.white-table-list", whiteList(source));
            }
            ToolProcess.Result created = ToolProcess.run(config, "create");
            assertThat(created.exitCode()).as(created.all()).isZero();
            try (ToolProcess tool = ToolProcess.start(config);
                    Connection there = source.connect();
                    Connection here = target.connect()) {
                change(there, mode);
                tool.await("the last row is on MySQL", Duration.ofSeconds(60), () -> hasLast(here));
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
                assertThat(Comparison.differences(there, "public", here, target.name()))
                        .filteredOn(line -> !ZERO_DATE_OF_STAND_IN.matcher(line).find())
                        .containsExactlyInAnyOrderElementsOf(expectedDifferences(mode));
                Comparison.assertAllEqual(there, "db2", here, second);
            }
        }
    }

    private static void makeTables(SourceDatabase source, TargetDatabase target, String second)
            throws IOException, SQLException {
        source.execute(Files.readString(RESOURCES.resolve("captures/sql/B_dolphin_schema.sql")));
        target.execute(
                Files.readString(RESOURCES.resolve("streams/dolphin-target.sql"))
                        .replace("schema db2", "schema " + second)
                        .replace("db2.m_tx", second + ".m_tx"));
    }

    private static void change(Connection source, Mode mode) throws IOException, SQLException {
        String script = Files.readString(RESOURCES.resolve("captures/sql/B_dolphin_dml.sql"));
        List<String> failed = new ArrayList<>();
        try (Statement statement = source.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : CaptureSql.statements(script)) {
                if (!isRun(sql, mode)) {
                    continue;
                }
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    if (!Replay.DOLPHIN_6_0.fails(sql)) {
                        failed.add(sql + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(failed).as("statements the source refused").isEmpty();
    }

    private static boolean isRun(String sql, Mode mode) {
        return !Replay.DOLPHIN_6_0.isNotRun(sql)
                && Stream.of(
                                UNFIT,
                                NEVER_SENT,
                                mode == Mode.SERIAL ? List.<String>of() : NOT_SENT_IN_PARALLEL)
                        .flatMap(List::stream)
                        .noneMatch(sql::contains);
    }

    private static boolean hasLast(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("select 1 from m_tx where id = 1000")) {
            return row.next();
        }
    }

    private static List<String> whiteList(SourceDatabase source) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select schemaname, tablename from pg_tables"
                                        + " where schemaname in ('public', 'db2')")) {
            while (row.next()) {
                if (!NOT_IN_JSON.contains(row.getString(2))) {
                    tables.add(row.getString(1) + "." + row.getString(2));
                }
            }
        }
        return tables;
    }

    private static List<String> expectedDifferences(Mode mode) {
        List<String> expected = new ArrayList<>();
        if (mode == Mode.JSON) {
            expected.add("tick name: missing on MySQL (1): 1\t3");
            expected.add("ty_bool: missing on MySQL (1): 2\t0");
            expected.add("ty_bool: missing on MySQL (1): 3\t1");
            expected.add("ty_bool: missing on MySQL (1): 4\t0");
            expected.add("ty_bool: missing on MySQL (1): 99\t1");
        }
        // their UPDATE and DELETE name no row
        expected.add("m_nokey: too many on MySQL (1): 1\tx\t00");
        expected.add("m_nokey: too many on MySQL (1): 1\tx\t\\N");
        expected.add("m_nothing: too many on MySQL (1): 1\tx");
        expected.add("m_uk: too many on MySQL (1): 1\tx");
        expected.add("m_uknull: too many on MySQL (1): 1\tx");
        expected.add("m_uknull: too many on MySQL (1): \\N\ty");
        if (!SourceDatabase.isReal()) {
            // the stand-in sends zero dates, but has none to read
            expected.add("ty_date: too many on MySQL (1): 50\t0000-00-00");
            for (String type : List.of("datetime", "datetime6", "timestamp")) {
                expected.add("ty_" + type + ": too many on MySQL (1): 50\t0000-00-00 00:00:00");
            }
        }
        return expected;
    }
}
