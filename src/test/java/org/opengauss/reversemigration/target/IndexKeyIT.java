package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.testbed.TargetDatabase;

/** Where a real unique index refuses a second value as a duplicate of the first, both have the same hash. */
class IndexKeyIT {
    private static final String[] SPICE = {
        "a", "A", "b", "s", "S", "ss", "ß", "ae", "æ", "e", "E", "é", "e\u0301", "i", "ı", "İ", "k",
        "\u212a", "o", "ö", "ø", "oe", "aa", "å", "ch", "ll", "c", "l", "h", "1", "①", "１", "Ａ",
        "ﬁ", "f", " ", "  ", "\u00a0", "\u3000", "\t", "\n", "\0", "\u0001", "\u007f", "\u00ad",
        "\u200d", "\ufeff", "中", "国", "㐀", "\uf900", "豈", "⼀", "一", "й", "и\u0306", "カ", "か", "ー",
        "😀", "🙈", "\ufffd", "-", "_", "%", "'", "\\", "½", "٣", "ſ", "σ", "ς", "dz", "ccs",
        "cscs", "y"
    };

    private static final String[] PLAIN = {
        "a", "A", "b", "B", "c", "h", "s", "S", "z", "1", "0", " ", "  ", "\0", "\u0001", "\t",
        "\u007f", "-", "中", "国", "㐀", "一"
    };

    /** Definition, source type, printed values. */
    private record Type(String definition, String source, String... values) {}

    private static final List<Type> TYPES =
            List.of(
                    new Type(
                            "bigint",
                            "numeric",
                            "7 007 7.0 +7 7e0 -0 0 0.00 70 7e1 -7 12345678901234567 9223372036854775807"
                                    .split(" ")),
                    new Type("tinyint(1)", "boolean", "t f true false 1 0".split(" ")),
                    new Type(
                            "bigint unsigned",
                            "uint8",
                            "0 18446744073709551615 9223372036854775808 1".split(" ")),
                    new Type(
                            "decimal(20,4)",
                            "numeric",
                            "1 1.0 1.0000 01 1e0 -1 .5 0.5 -0.5 0 -0 -0.0000 15 1.5 100 1e2 10"
                                    .split(" ")),
                    new Type("decimal(10,0)", "numeric", "1 1.0 0 -0 10 100 1e2 2.50 3".split(" ")),
                    new Type(
                            "double",
                            "double precision",
                            "0 -0 0.0 1 1.0 1e0 .1 0.1 0.10000000000000001 0.1000000000000001 1e308 -1"
                                    .split(" ")),
                    new Type(
                            "float",
                            "real",
                            "0 -0 1 1.0 .1 0.1 0.100000001 0.10000001 16777216 16777217 -1"
                                    .split(" ")),
                    new Type(
                            "float(7,2)",
                            "numeric",
                            "0 -0.00 1 1.00 999.01 999.010 12.5".split(" ")),
                    new Type("bit(8)", "bit varying", "1 00000001 101 0 0000 11111111".split(" ")),
                    new Type("bit(8)", "integer", "1 5 0 255".split(" ")),
                    new Type("year", "year", "24 2024 0 00 2000 70 1970 1999".split(" ")),
                    new Type(
                            "date",
                            "date",
                            "2024-02-29|2024-02-29 00:00:00|2024-03-01|0000-00-00|2024-00-10"
                                    .split("\\|")),
                    new Type(
                            "datetime(3)",
                            "timestamp with time zone",
                            ("2024-01-01 00:00:00|2024-01-01 00:00:00.000|2024-01-01 00:00:00.5|"
                                            + "2024-01-01 00:00:00.500|2024-01-01 08:00:00+08|"
                                            + "2023-12-31 23:59:59.999|2024-01-01 00:00:00.501|2024-01-01"
                                            + " 00:00:00.5004")
                                    .split("\\|")),
                    new Type(
                            "datetime",
                            "timestamp",
                            "2024-01-01 00:00:00|2024-01-01 00:00:00.4|2024-01-01 00:00:00.6|2024-01-01 00:00:01"
                                    .split("\\|")),
                    new Type(
                            "timestamp null",
                            "timestamp with time zone",
                            "2024-01-01 00:00:00+00|2024-01-01 08:00:00+08|2024-01-01 05:30:00+05:30|2024-01-01 00:00:01"
                                    .split("\\|")),
                    new Type(
                            "time(2)",
                            "time",
                            "00:00:00|-00:00:00|00:00:00.00|-00:00:00.50|00:00:00.5|100:00:00|01:00:00|-01:00:00"
                                    .split("\\|")),
                    new Type("enum('a','B','c d')", "text", "a|B|c d|a |B  ".split("\\|")),
                    new Type(
                            "set('a','b','c')",
                            "text",
                            "a|b|a,b|b,a|c,a,b|a,b,c|".split("\\|", -1)),
                    new Type(
                            "binary(4)",
                            "varbinary",
                            "\\x61|\\x6100|\\x61000000|\\x62|\\x|\\x00|\\x0061|\\x61FF|\\x61ff"
                                    .split("\\|")),
                    new Type(
                            "varbinary(12)",
                            "varbinary",
                            "\\x61|\\x6100|\\x62|\\x|\\x00|\\x61FF|\\x61ff|\\x0102030405060708090a|\\x0102030405060708090b"
                                    .split("\\|")),
                    new Type("varbinary(12)", "text", "a|A|a |\\x61|é|中".split("\\|")));

    private TargetDatabase database;
    private Connection connection;
    private Catalog catalog;
    private StatementWriter writer;
    private int tables;

    @BeforeEach
    void connect() throws SQLException {
        database = TargetDatabase.create();
        connection = WriterConnections.open(database);
        catalog =
                Catalog.open(
                        () -> WriterConnections.open(database),
                        new MappingConfig(Map.of()),
                        database.name());
        writer = new StatementWriter(catalog, UnfitValue.STOP);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void duplicatesOfEveryTypeShareAHash() throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (Type type : TYPES) {
            Outcome outcome = tryAll(type.definition(), "", type.source(), List.of(type.values()));
            wrong.addAll(outcome.wrong());
            assertThat(outcome.needlessly()).as("false sharing in " + type).isLessThan(3);
        }
        wrong.addAll(
                tryAll("varbinary(12)", "(3)", "varbinary", List.of(TYPES.get(19).values()))
                        .wrong());
        wrong.addAll(
                tryAll("blob", "(2)", "blob", List.of("61", "6100", "6162", "616263", "616264"))
                        .wrong());
        assertThat(wrong).isEmpty();
    }

    @Test
    void duplicateTextsShareAHash() throws SQLException {
        long seed = Long.getLong("keys.seed", System.nanoTime());
        System.out.println("-Dkeys.seed=" + seed);
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        int collations = 0;
        for (Map.Entry<String, String> collation : collations().entrySet()) {
            boolean always =
                    Set.of(
                                    "utf8mb4_0900_ai_ci",
                                    "utf8mb4_general_ci",
                                    "utf8mb4_unicode_ci",
                                    "utf8mb4_bin",
                                    "latin1_swedish_ci",
                                    "utf8mb4_uca1400_ai_ci")
                            .contains(collation.getKey());
            if (!always && random.nextInt(4) != 0
                    || Collations.fold(collation.getValue(), collation.getKey()).isEmpty()) {
                continue;
            }
            collations++;
            String definition =
                    random.nextBoolean()
                            ? "varchar(12)"
                            : random.nextBoolean() ? "char(12)" : "text";
            String prefix =
                    definition.equals("text") || random.nextInt(3) == 0
                            ? "(" + (1 + random.nextInt(4)) + ")"
                            : "";
            definition +=
                    " character set " + collation.getValue() + " collate " + collation.getKey();
            wrong.addAll(tryAll(definition, prefix, "text", texts(random)).wrong());
        }
        assertThat(collations).isGreaterThan(10);
        assertThat(wrong).as("seed " + seed).isEmpty();
    }

    private static List<String> texts(Random random) {
        List<String> texts =
                new ArrayList<>(List.of("", " ", "a", "A", "a ", "ss", "ß", "中", "中 "));
        for (int i = 0; i < 22; i++) {
            texts.add(text(random, random.nextBoolean() ? PLAIN : SPICE));
        }
        return texts;
    }

    private static String text(Random random, String[] alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length >= 0; length--) {
            text.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.length() > 12 ? text.substring(0, 12) : text.toString();
    }

    /** Name and character set of every collation of the server. */
    private Map<String, String> collations() throws SQLException {
        Map<String, String> collations = new TreeMap<>();
        String query =
                catalog.server().isMariaDb()
                        ? "SELECT full_collation_name, character_set_name FROM"
                                + " information_schema.collation_character_set_applicability"
                        : "SELECT collation_name, character_set_name FROM"
                                + " information_schema.collation_character_set_applicability";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                collations.put(row.getString(1), row.getString(2));
            }
        }
        collations.remove("binary");
        return collations;
    }

    private record Outcome(List<String> wrong, int needlessly) {}

    /** Inserts each value behind each other one. */
    private Outcome tryAll(String definition, String prefix, String source, List<String> printed)
            throws SQLException {
        String table = "t" + ++tables;
        run("CREATE TABLE " + table + " (v " + definition + ", UNIQUE (v" + prefix + "))");
        TableName name = new TableName("public", table);
        RowShape shape = Rows.shape("v", source);
        catalog.forget(name);
        IndexKey index = writer.plan(name, Rows.row(shape, "x")).indexKeys()[0];
        List<String> inserts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        connection.setAutoCommit(false);
        for (String value : printed) {
            Row row = Rows.row(shape, value);
            String insert = insert(name, row);
            if (insert != null && isStored(insert)) {
                inserts.add(insert);
                values.add(value);
                hashes.add(index.hash(row));
            }
        }
        List<String> wrong = new ArrayList<>();
        int needlessly = 0;
        for (int i = 0; i < values.size(); i++) {
            run(inserts.get(i));
            for (int j = i + 1; j < values.size(); j++) {
                boolean duplicate = isDuplicate(inserts.get(j));
                boolean known = hashes.get(i) != 0 && hashes.get(j) != 0;
                boolean same = hashes.get(i).equals(hashes.get(j));
                if (duplicate && known && !same) {
                    wrong.add(
                            definition
                                    + prefix
                                    + ": "
                                    + escaped(values.get(i))
                                    + " and "
                                    + escaped(values.get(j)));
                }
                needlessly += !duplicate && (same || !known) ? 1 : 0;
            }
            connection.rollback();
        }
        connection.setAutoCommit(true);
        run("DROP TABLE " + table);
        return new Outcome(wrong, needlessly);
    }

    /** Null for a value that the column cannot hold. */
    private String insert(TableName table, Row row) throws SQLException {
        Change insert = new Change(Operation.INSERT, table, row, null);
        SqlText sql = new SqlText();
        writer.insertHead(sql, insert);
        try {
            writer.insertRow(sql, insert);
        } catch (UnfitRowException e) {
            return null;
        }
        return sql.toString();
    }

    /** Also what the server alone refuses is no case: a character that the column's set lacks. */
    private boolean isStored(String insert) throws SQLException {
        try {
            run(insert);
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            connection.rollback();
        }
    }

    private boolean isDuplicate(String insert) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            run(insert);
            connection.rollback(before);
            return false;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(TargetErrors.DUPLICATE_KEY);
            connection.rollback(before);
            return true;
        }
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder("\"");
        value.codePoints()
                .forEach(
                        c -> {
                            if (c >= ' ' && c < 0x7f) {
                                escaped.appendCodePoint(c);
                            } else {
                                escaped.append(String.format("{%x}", c));
                            }
                        });
        return escaped.append('"').toString();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
