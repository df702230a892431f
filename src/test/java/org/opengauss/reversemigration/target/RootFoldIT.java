package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.testbed.TargetDatabase;

/**
 * Proves RootFold against the weights of the server, for each collation it is used for: the weight of a text of two ASCII
 * characters is that of the one, then that of the other; and no weight of a character begins with that of a character of
 * another hash, ideographs included. So texts of one weight consist of characters of one hash.
 */
class RootFoldIT {
    private TargetDatabase database;
    private Connection connection;
    private final TextFold fold = new RootFold();

    @BeforeEach
    void connect() throws SQLException {
        database = TargetDatabase.create();
        connection = database.connect();
        run("CREATE TABLE ascii_characters (c VARCHAR(1) COLLATE utf8mb4_bin, cp INT)");
        run("CREATE TABLE ideographs (c VARCHAR(1) COLLATE utf8mb4_bin, cp INT)");
        fill("ascii_characters", 0, 0x7f);
        fill("ideographs", 0x3400, 0x4DBF);
        fill("ideographs", 0x4E00, 0x9FFF);
    }

    private void fill(String table, int first, int last) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int c = first; c <= last; c++) {
            rows.append(rows.length() == 0 ? "" : ",")
                    .append(String.format("(CONVERT(_utf32 x'%08x' USING utf8mb4),%d)", c, c));
        }
        run("INSERT INTO " + table + " VALUES " + rows);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void charactersOfEqualWeightsHaveEqualHashes() throws SQLException {
        List<String> wrong = new ArrayList<>();
        int proved = 0;
        for (Map.Entry<String, String> collation : collations().entrySet()) {
            if (!Collations.fold(collation.getValue(), collation.getKey())
                    .filter(RootFold.class::isInstance)
                    .isPresent()) {
                continue;
            }
            String problem = problem(collation.getValue(), collation.getKey());
            if (problem != null) {
                wrong.add(collation.getKey() + ": " + problem);
            }
            proved++;
        }
        System.out.println(proved + " collations");
        assertThat(wrong).isEmpty();
        assertThat(proved).isGreaterThan(20);
    }

    /** Null if there is none. */
    private String problem(String charset, String collation) throws SQLException {
        Map<Integer, String> weights = new TreeMap<>();
        read(weights, "ascii_characters", charset, collation);
        String problem = sumProblem(charset, collation, weights);
        if (problem != null) {
            return problem;
        }
        read(weights, "ideographs", charset, collation);
        Map<String, Long> hashes = new TreeMap<>();
        for (Map.Entry<Integer, String> weight : weights.entrySet()) {
            long hash = hash(weight.getKey());
            if (weight.getValue().isEmpty()) {
                if (hash != hash(0)) {
                    return String.format("U+%04X weighs nothing", weight.getKey());
                }
                continue;
            }
            Long other = hashes.put(weight.getValue(), hash);
            if (other != null && other != hash) {
                return String.format("U+%04X equals another", weight.getKey());
            }
        }
        String last = "-";
        for (String weight : hashes.keySet()) {
            if (weight.startsWith(last) && !hashes.get(weight).equals(hashes.get(last))) {
                return weight + " begins with " + last;
            }
            last = weight;
        }
        return null;
    }

    /** Between others, so that it is not taken for padding. */
    private long hash(int character) {
        byte[] text =
                ("x" + Character.toString(character) + "x")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return fold.hash(1, text, 0, text.length);
    }

    private void read(Map<Integer, String> weights, String table, String charset, String collation)
            throws SQLException {
        String query =
                "SELECT cp, "
                        + weight("c", charset, collation)
                        + " FROM "
                        + table
                        + " WHERE c = CONVERT(CONVERT(c USING "
                        + charset
                        + ") USING utf8mb4)"
                        + " COLLATE utf8mb4_bin";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                weights.put(row.getInt(1), firstLevel(row.getString(2), collation));
            }
        }
    }

    private String sumProblem(String charset, String collation, Map<Integer, String> weights)
            throws SQLException {
        Set<String> wrong = new HashSet<>();
        String query =
                "SELECT a.cp, b.cp, "
                        + weight("CONCAT(a.c, b.c)", charset, collation)
                        + " FROM ascii_characters a, ascii_characters b";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                String sum = weights.get(row.getInt(1)) + weights.get(row.getInt(2));
                if (!sum.equals(firstLevel(row.getString(3), collation))) {
                    wrong.add(String.format("%02X %02X", row.getInt(1), row.getInt(2)));
                }
            }
        }
        return wrong.isEmpty()
                ? null
                : wrong.size() + " no sums, as " + new TreeSet<>(wrong).first();
    }

    private String weight(String text, String charset, String collation) {
        String level = database.server().isMariaDb() && hasLevels(collation) ? " LEVEL 1" : "";
        String converted = "CONVERT(" + text + " USING " + charset + ") COLLATE " + collation;
        return "HEX(WEIGHT_STRING(" + converted + level + "))";
    }

    /** Collations that tell accents or case apart put their weights behind a zero; the first level is coarser. */
    private static String firstLevel(String weight, String collation) {
        boolean levels = hasLevels(collation);
        if (weight == null) {
            return "";
        }
        for (int i = 0; levels && i + 4 <= weight.length(); i += 4) {
            if (weight.startsWith("0000", i)) {
                return weight.substring(0, i);
            }
        }
        return weight;
    }

    private static boolean hasLevels(String collation) {
        return collation.matches(".*(0900|uca1400)_(nopad_)?(as_c[is]|ai_cs)");
    }

    /** Name and character set of every collation of the server. */
    private Map<String, String> collations() throws SQLException {
        Map<String, String> collations = new TreeMap<>();
        boolean mariaDb = database.server().isMariaDb();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT "
                                        + (mariaDb ? "full_collation_name" : "collation_name")
                                        + ", character_set_name FROM"
                                        + " information_schema.collation_character_set_applicability")) {
            while (row.next()) {
                collations.put(row.getString(1), row.getString(2));
            }
        }
        collations.remove("binary");
        return collations;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
