package org.opengauss.reversemigration.histories;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A type on both sides with values to draw from, among them many that MySQL's collations hold for equal and openGauss
 * does not.
 */
enum ColumnKind {
    INT("int", "", "integer", 23),
    BIGINT("bigint", "", "bigint", 20),
    DECIMAL("decimal(10,2)", "", "numeric", 1700),
    BOOLEAN("tinyint(1)", "", "boolean", 16),
    DATETIME("datetime(6)", "", "timestamp without time zone", 1114),
    TIMESTAMP("timestamp(3)", "", "timestamp with time zone", 1184),
    BINARY("varbinary(40)", "", "bytea", 17),
    CHAR_AI("char(6)", "utf8mb4_0900_ai_ci", "character", 1042),
    CHAR_GENERAL("char(6)", "utf8mb4_general_ci", "character", 1042),
    AI("varchar(20)", "utf8mb4_0900_ai_ci", "character varying", 1043),
    AS("varchar(20)", "utf8mb4_0900_as_cs", "character varying", 1043),
    CODE("varchar(20)", "utf8mb4_0900_bin", "character varying", 1043),
    BIN("varchar(20)", "utf8mb4_bin", "character varying", 1043),
    GENERAL("varchar(20)", "utf8mb4_general_ci", "character varying", 1043),
    UNICODE("varchar(20)", "utf8mb4_unicode_ci", "character varying", 1043),
    LATIN("varchar(20)", "latin1_swedish_ci", "character varying", 1043),
    TEXT("text", "utf8mb4_0900_ai_ci", "text", 25),
    TEXT_BIN("text", "utf8mb4_bin", "text", 25);

    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "A",
                    "a ",
                    "á",
                    "Á",
                    "ä",
                    "b",
                    "B",
                    "b  ",
                    "ab",
                    "AB",
                    "aB ",
                    "abc",
                    "abC",
                    "abd",
                    "ab c",
                    "ß",
                    "ss",
                    "SS",
                    "s",
                    "æ",
                    "ae",
                    "Æ",
                    "o",
                    "ö",
                    "ø",
                    "",
                    " ",
                    "'",
                    "\\",
                    "\\'",
                    "a\t",
                    "a\u0001",
                    "e\u0301",
                    "é",
                    "e",
                    "ﬁ",
                    "fi",
                    "Ⅳ",
                    "iv",
                    "I",
                    "i",
                    "ı",
                    "İ",
                    "\uD83D\uDE00",
                    "\uD83D\uDE01",
                    "\u200Ba",
                    "ñ",
                    "n",
                    "ﬀ",
                    "ff",
                    "z",
                    "Z",
                    "0",
                    "00",
                    "1",
                    "%",
                    "_",
                    "日",
                    "日本");

    private final String type;
    private final String collation;
    private final String shownType;
    private final int oid;

    ColumnKind(String type, String collation, String shownType, int oid) {
        this.type = type;
        this.collation = collation;
        this.shownType = shownType;
        this.oid = oid;
    }

    boolean isText() {
        return !collation.isEmpty();
    }

    boolean isOfMySqlOnly() {
        return collation.contains("_0900_");
    }

    boolean isLong() {
        return this == TEXT || this == TEXT_BIN;
    }

    String collation() {
        return collation;
    }

    String shownType() {
        return shownType;
    }

    int oid() {
        return oid;
    }

    /** The column's definition on MySQL. */
    String definition() {
        return isText()
                ? type
                        + " character set "
                        + collation.substring(0, collation.indexOf('_'))
                        + " collate "
                        + collation
                : type;
    }

    /** Shows the column's value exactly. */
    String select(String column) {
        return this == BINARY ? "hex(" + column + ")" : "cast(" + column + " as char)";
    }

    /** Some values of the kind, all different in MySQL's eyes and in openGauss's bytes. */
    List<Value> domain(Random random, int size) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < 10 * size && values.size() < size; i++) {
            Value value = draw(random, i, size);
            values.putIfAbsent(value.shown(), value);
        }
        return new ArrayList<>(values.values());
    }

    private Value draw(Random random, int i, int size) {
        return switch (this) {
            case INT -> same(Integer.toString(random.nextInt(size * 2) - size / 4));
            case BIGINT -> same(Long.toString((1L << 53) + random.nextInt(size * 2)));
            case DECIMAL -> same(random.nextInt(size) + (random.nextBoolean() ? ".50" : ".00"));
            case BOOLEAN -> i % 2 == 0 ? new Value("t", "1") : new Value("f", "0");
            case DATETIME -> datetime(random.nextInt(size * 2));
            case TIMESTAMP -> timestamp(random.nextInt(size * 2));
            case BINARY -> binary(size > TEXTS.size() ? long1(random, size) : text(random));
            case CHAR_AI, CHAR_GENERAL -> {
                String text = size > TEXTS.size() ? "" + random.nextInt(size * 2) : text(random);
                String cut = text.stripTrailing();
                yield new Value(cut + " ".repeat(Math.max(0, 6 - cut.length())), cut);
            }
            default -> same(size > TEXTS.size() ? long1(random, size) : text(random));
        };
    }

    private String text(Random random) {
        while (true) {
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            boolean fits =
                    this != LATIN || StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
            // to openGauss, char is padded with blanks; it knows no other white space at the end
            boolean padded = this == CHAR_AI || this == CHAR_GENERAL;
            if (fits && !(padded && text.endsWith("\t"))) {
                return text;
            }
        }
    }

    /** Where more values are wanted than there are interesting ones. */
    private String long1(Random random, int size) {
        String text = text(random);
        return text + (text.isEmpty() ? "" : "-") + random.nextInt(size);
    }

    private static Value same(String text) {
        return new Value(text, text);
    }

    private static Value datetime(int n) {
        String seconds = "2024-02-%02d 10:11:%02d".formatted(1 + n / 60 % 28, n % 60);
        return n % 3 == 0
                ? new Value(seconds + ".25", seconds + ".250000")
                : new Value(seconds, seconds + ".000000");
    }

    private static Value timestamp(int n) {
        String minutes =
                "2024-02-%02d 0%%d:%02d:%02d".formatted(1 + n / 60 % 28, n / 7 % 60, n % 60);
        return new Value(minutes.formatted(9) + "+08", minutes.formatted(1) + ".000");
    }

    private static Value binary(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append("%02x".formatted(b));
        }
        return new Value("\\x" + hex, hex.toString().toUpperCase(java.util.Locale.ROOT));
    }
}
