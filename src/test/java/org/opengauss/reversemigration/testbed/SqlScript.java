package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of SQL cut into statements: at each semicolon outside of quotes, dollar quotes and comments. A line
 * {@code -- session NAME} sends what follows on another connection, so that a script can interleave transactions.
 */
final class SqlScript {
    private static final String SESSION = "-- session ";

    /** One statement and the session it belongs to. */
    record Step(String session, String sql) {}

    /** Makes a connection. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final List<Step> steps = new ArrayList<>();
    private final String text;
    private String session = "";
    private int start;

    private SqlScript(String text) {
        this.text = text;
    }

    static SqlScript of(String text) {
        SqlScript script = new SqlScript(text);
        script.cut();
        return script;
    }

    List<Step> steps() {
        return steps;
    }

    void run(Connector connector) throws SQLException {
        Map<String, Connection> connections = new HashMap<>();
        try {
            for (Step step : steps) {
                Connection connection = connections.get(step.session());
                if (connection == null) {
                    connection = connector.connect();
                    connections.put(step.session(), connection);
                }
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(step.sql());
                } catch (SQLException e) {
                    throw new SQLException(
                            e.getMessage() + "\n  in: " + step.sql(), e.getSQLState(), e);
                }
            }
        } finally {
            for (Connection connection : connections.values()) {
                connection.close();
            }
        }
    }

    private void cut() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ';') {
                finish(i);
                start = ++i;
            } else if (text.startsWith("--", i)) {
                i = comment(i);
            } else {
                i = skip(c, i);
            }
        }
        finish(text.length());
    }

    private int comment(int i) {
        int end = text.indexOf('\n', i);
        end = end < 0 ? text.length() : end;
        if (text.startsWith(SESSION, i)) {
            finish(i);
            session = text.substring(i + SESSION.length(), end).strip();
            start = end;
        }
        return end;
    }

    /** The place behind what begins at {@code i}: a quoted text, a comment, a dollar quote, or one character. */
    private int skip(char c, int i) {
        if (c == '\'' || c == '"' || c == '`') {
            boolean escapes =
                    c == '\''
                            && i > 0
                            && (text.charAt(i - 1) == 'E' || text.charAt(i - 1) == 'e')
                            && (i == 1 || !Character.isLetterOrDigit(text.charAt(i - 2)));
            return quoted(c, i + 1, escapes);
        }
        if (text.startsWith("/*", i)) {
            return behind("*/", i + 2);
        }
        if (c == '$') {
            int end = text.indexOf('$', i + 1);
            String tag = end < 0 ? "" : text.substring(i, end + 1);
            if (tag.matches("\\$\\w*\\$")) {
                return behind(tag, end + 1);
            }
        }
        return i + 1;
    }

    private int quoted(char quote, int from, boolean escapes) {
        for (int i = from; i < text.length(); i++) {
            if (escapes && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1; // a doubled quote begins the next quoted text
            }
        }
        return text.length();
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private void finish(int end) {
        String sql = text.substring(start, end).strip();
        boolean nothingButComments =
                sql.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("--"));
        if (!nothingButComments) {
            steps.add(new Step(session, sql));
        }
    }
}
