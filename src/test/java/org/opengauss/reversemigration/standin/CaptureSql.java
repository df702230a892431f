package org.opengauss.reversemigration.standin;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script of the captures into statements; rows of COPY become an INSERT of several rows. */
public final class CaptureSql {
    private CaptureSql() {}

    public static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        List<String> rows = null;
        for (String line : script.split("\n")) {
            if (rows != null) {
                if (line.equals("\\.")) {
                    statements.add(open + String.join(", ", rows));
                    open.setLength(0);
                    rows = null;
                } else {
                    rows.add(row(line));
                }
            } else if (line.startsWith("copy ")) {
                open.append("insert into ").append(line.split(" ")[1]).append(" values ");
                rows = new ArrayList<>();
            } else if (!line.startsWith("-- ") && !(line.isBlank() && open.length() == 0)) {
                open.append(line);
                if (line.endsWith(";") && isComplete(open)) {
                    statements.add(open.substring(0, open.length() - 1));
                    open.setLength(0);
                } else {
                    open.append('\n');
                }
            }
        }
        return statements;
    }

    private static String row(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t")) {
            cells.add(cell.equals("\\N") ? "null" : "'" + cell + "'");
        }
        return "(" + String.join(", ", cells) + ")";
    }

    /** No quote and no dollar quote is open. */
    private static boolean isComplete(CharSequence text) {
        String sql = text.toString().replaceAll("(?s)\\\\.", "");
        return sql.chars().filter(c -> c == '\'').count() % 2 == 0
                && (sql.length() - sql.replace("$$", "").length()) % 4 == 0;
    }
}
