package org.opengauss.reversemigration.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/**
 * Changes as a source would send them, over few keys of tables of all kinds. A key stays in its half of the key space, so
 * that one half can be late. Used by one test.
 */
final class RandomChanges {
    static final String TABLES =
            """
            CREATE TABLE plain (id INT PRIMARY KEY, n INT, s VARCHAR(40), d DATETIME(6),
                amount DECIMAL(20,4), f DOUBLE, b BLOB);
            CREATE TABLE numbers (id BIGINT UNSIGNED PRIMARY KEY, n INT, s VARCHAR(40));
            CREATE TABLE extra (id INT PRIMARY KEY, n INT, s VARCHAR(40),
                more VARCHAR(9) DEFAULT 'dflt', twice INT AS (n * 2) STORED,
                touched TIMESTAMP DEFAULT '2001-02-03 04:05:06' ON UPDATE CURRENT_TIMESTAMP);
            CREATE TABLE pair (a INT, k VARCHAR(20), n INT, s TEXT, PRIMARY KEY (k, a));
            CREATE TABLE words (k VARCHAR(20) PRIMARY KEY, n INT, s VARCHAR(40))
                CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
            CREATE TABLE surely (id INT NOT NULL, n INT, s VARCHAR(40), UNIQUE the_only (id));
            CREATE TABLE linked (id INT PRIMARY KEY, u VARCHAR(20) UNIQUE, n INT);
            CREATE TABLE keyless (id INT, n INT, s VARCHAR(40));
            """;

    static final List<String> NAMES =
            List.of("plain", "numbers", "extra", "pair", "words", "surely", "linked", "keyless");

    private static final Map<String, Integer> KEYS =
            Map.of(
                    "plain", 1, "numbers", 1, "extra", 1, "pair", 2, "words", 1, "surely", 1,
                    "linked", 1, "keyless", 3);

    private static final Map<String, RowShape> SHAPES =
            Map.of(
                    "plain",
                    Rows.shape(
                            "id",
                            "integer",
                            "n",
                            "integer",
                            "s",
                            "character varying",
                            "d",
                            "timestamp without time zone",
                            "amount",
                            "numeric",
                            "f",
                            "double precision",
                            "b",
                            "bytea"),
                    "numbers",
                    Rows.shape("id", "uint8", "n", "integer", "s", "character varying"),
                    "extra",
                    Rows.shape("id", "integer", "n", "integer", "s", "character varying"),
                    "pair",
                    Rows.shape(
                            "a", "integer", "k", "character varying", "n", "integer", "s", "text"),
                    "words",
                    Rows.shape("k", "character varying", "n", "integer", "s", "character varying"),
                    "surely",
                    Rows.shape("id", "integer", "n", "integer", "s", "character varying"),
                    "linked",
                    Rows.shape("id", "integer", "u", "character varying", "n", "integer"),
                    "keyless",
                    Rows.shape("id", "integer", "n", "integer", "s", "character varying"));

    private final Random random;
    private final Map<String, RowShape> keyShapes = new HashMap<>();

    /** Rows by what MySQL takes for their key, each as its values. */
    private final Map<String, Map<String, String[]>> rows = new HashMap<>();

    /** In this chunk nothing of these tables is late. */
    private final Map<String, Boolean> early = new HashMap<>();

    RandomChanges(Random random) {
        this.random = random;
        for (String table : NAMES) {
            rows.put(table, new LinkedHashMap<>());
            RowShape shape = SHAPES.get(table);
            int key = KEYS.get(table);
            keyShapes.put(
                    table,
                    table.equals("keyless")
                            ? shape
                            : new RowShape(
                                    shape.names().subList(0, key), shape.types().subList(0, key)));
        }
    }

    static String shown(String table) {
        return switch (table) {
            case "plain" -> "id, n, s, d, amount, f, HEX(b), n IS NULL, s IS NULL";
            case "extra" -> "id, n, s, more, twice, touched, s IS NULL";
            case "pair" -> "a, k, n, s, n IS NULL";
            case "words" -> "HEX(k), n, s, n IS NULL";
            case "linked" -> "id, u, n, u IS NULL";
            default -> "id, n, s, n IS NULL, s IS NULL";
        };
    }

    void nextChunk() {
        early.clear();
        for (String table : NAMES) {
            early.put(table, random.nextBoolean());
        }
    }

    /** Adds one change; whether it is late. */
    boolean add(List<SlotMessage.Content> contents) {
        String table = NAMES.get(random.nextInt(NAMES.size()));
        TableName name = new TableName("public", table);
        Map<String, String[]> there = rows.get(table);
        if (early.get(table) && random.nextInt(150) == 0) {
            there.clear();
            contents.add(new SlotMessage.Truncate(List.of(name), false, false));
            return false;
        }
        int half = random.nextInt(2);
        boolean isLate = !early.get(table) && (half == 1 || table.equals("keyless"));
        List<String> mine =
                there.keySet().stream().filter(key -> key.startsWith(half + ":")).toList();
        int dice = random.nextInt(10);
        if (mine.isEmpty() || dice < 4) {
            String[] row = freshRow(table, half);
            String key = key(table, half, row);
            if (!there.containsKey(key) && isFree(table, row, null)) {
                there.put(key, row);
                contents.add(new Change(Operation.INSERT, name, row(table, row), null));
                return isLate;
            }
        }
        if (mine.isEmpty()) {
            return add(contents);
        }
        String key = mine.get(random.nextInt(mine.size()));
        String[] old = there.get(key);
        if (dice < 6) {
            there.remove(key);
            contents.add(new Change(Operation.DELETE, name, null, oldRow(table, old)));
            return isLate;
        }
        String[] now = freshRow(table, half);
        if (random.nextInt(4) > 0) {
            System.arraycopy(old, 0, now, 0, KEYS.get(table));
        }
        String nowKey = key(table, half, now);
        if (!nowKey.equals(key) && there.containsKey(nowKey) || !isFree(table, now, key)) {
            return add(contents);
        }
        there.remove(key);
        String[] sent = now.clone();
        if (table.equals("pair") && random.nextInt(3) == 0) {
            sent[3] = Rows.UNCHANGED;
            now[3] = old[3];
        }
        there.put(nowKey, now);
        contents.add(new Change(Operation.UPDATE, name, row(table, sent), oldRow(table, old)));
        return isLate;
    }

    private boolean isFree(String table, String[] row, String besides) {
        if (!table.equals("linked") || row[1] == null) {
            return true;
        }
        return rows.get(table).entrySet().stream()
                .noneMatch(
                        entry ->
                                !entry.getKey().equals(besides)
                                        && row[1].equalsIgnoreCase(entry.getValue()[1]));
    }

    private static org.opengauss.reversemigration.model.Row row(String table, String[] values) {
        return Rows.row(SHAPES.get(table), values);
    }

    private org.opengauss.reversemigration.model.Row oldRow(String table, String[] values) {
        int columns = keyShapes.get(table).size();
        return Rows.row(keyShapes.get(table), java.util.Arrays.copyOf(values, columns));
    }

    /** What MySQL compares: case means nothing to it. */
    private static String key(String table, int half, String[] row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < KEYS.get(table); i++) {
            parts.add(String.valueOf(row[i]).toLowerCase(Locale.ROOT));
        }
        return half + ":" + parts;
    }

    private String[] freshRow(String table, int half) {
        String id = String.valueOf(2 * random.nextInt(60) + half);
        String n = maybe(String.valueOf(random.nextInt(5) - 2));
        String s = maybe(text());
        String word = (half == 0 ? "even" : "odd") + random.nextInt(40);
        return switch (table) {
            case "plain" ->
                    new String[] {
                        id,
                        n,
                        s,
                        maybe("2024-02-29 10:11:12." + (100000 + random.nextInt(900000))),
                        maybe(random.nextInt(2000) - 1000 + "." + random.nextInt(9999)),
                        maybe(String.valueOf(random.nextGaussian())),
                        maybe("\\x" + Integer.toHexString(256 + random.nextInt(200)) + "0")
                    };
            case "numbers" ->
                    new String[] {
                        random.nextInt(4) == 0
                                ? "184467440737095516" + (10 + 2 * random.nextInt(2) + half)
                                : id,
                        n,
                        s
                    };
            case "pair" -> new String[] {id, cased(word), n, s == null ? "" : s};
            case "words" -> new String[] {cased(word), n, s};
            case "linked" -> new String[] {id, maybe(cased(word)), n};
            default -> new String[] {id, n, s};
        };
    }

    private String cased(String word) {
        return random.nextBoolean() ? word : word.toUpperCase(Locale.ROOT);
    }

    private String maybe(String value) {
        return random.nextInt(8) == 0 ? null : value;
    }

    private String text() {
        return switch (random.nextInt(5)) {
            case 0 -> "it's \\ \"x\"; -- 表😀";
            case 1 -> "";
            case 2 -> "same";
            default -> "t" + random.nextInt(1000);
        };
    }
}
