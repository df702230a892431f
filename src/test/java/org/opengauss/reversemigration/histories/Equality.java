package org.opengauss.reversemigration.histories;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which texts are equal by a collation: MySQL itself is asked, a group of texts at a time. One thread. */
final class Equality implements AutoCloseable {
    private record Question(String collation, int prefix) {}

    private final Connection mysql;
    private final Map<Question, Map<String, Integer>> answers = new HashMap<>();

    Equality(Connection mysql) {
        this.mysql = mysql;
    }

    /** Learns the values of a column; {@code prefix} 0 is the whole value. */
    void learn(Column column, int prefix) throws SQLException {
        Map<String, Integer> known =
                answers.computeIfAbsent(
                        new Question(column.kind().collation(), prefix),
                        question -> new LinkedHashMap<>());
        for (Value value : column.domain()) {
            known.putIfAbsent(value.shown(), -1);
        }
        if (!known.containsValue(-1)) {
            return;
        }
        try (Statement statement = mysql.createStatement()) {
            statement.execute("drop temporary table if exists texts");
            String collation = column.kind().collation();
            statement.execute(
                    "create temporary table texts (i int primary key, v varchar(20) character set "
                            + collation.substring(0, collation.indexOf('_'))
                            + " collate "
                            + collation
                            + ")");
            String[] texts = known.keySet().toArray(new String[0]);
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < texts.length; i++) {
                String text = prefix == 0 ? texts[i] : start(texts[i], prefix);
                rows.append(rows.length() == 0 ? "" : ",").append('(').append(i).append(',');
                rows.append(literal(text)).append(')');
            }
            statement.execute("insert into texts values " + rows);
            // a temporary table cannot be joined to itself
            try (ResultSet classes =
                    statement.executeQuery("select i, min(i) over (partition by v) from texts")) {
                while (classes.next()) {
                    known.put(texts[classes.getInt(1)], classes.getInt(2));
                }
            }
        }
    }

    private static String start(String text, int characters) {
        int end =
                text.offsetByCodePoints(
                        0, Math.min(characters, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Equal for texts that a unique index of that column takes for equal. */
    int classOf(ColumnKind kind, int prefix, String shown) {
        return answers.get(new Question(kind.collation(), prefix)).get(shown);
    }

    @Override
    public void close() throws SQLException {
        mysql.close();
    }
}
