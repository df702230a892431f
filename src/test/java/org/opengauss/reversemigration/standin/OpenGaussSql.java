package org.opengauss.reversemigration.standin;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Translates statements of openGauss, and of MySQL where dolphin takes them, to PostgreSQL with the shims: CREATE TABLE,
 * column types in ALTER TABLE, back-ticks, INSERT IGNORE, INSERT ... SET, REPLACE, ON DUPLICATE KEY UPDATE, hex literals,
 * zero dates. What it does not know it leaves as it is.
 */
final class OpenGaussSql {
    /** What a statement alone does not say of its table, named as the statement names it. */
    interface Tables {
        /** Columns of the primary key, in table order; empty where there is none. */
        List<String> key(String table);

        List<String> columns(String table);
    }

    /** Words a table's name follows; dolphin folds a back-ticked table name, but not a column's. */
    private static final Set<String> BEFORE_TABLE =
            Set.of(
                    "table",
                    "into",
                    "update",
                    "from",
                    "join",
                    "references",
                    "exists",
                    "truncate",
                    "on",
                    "only");

    private final Manners manners;
    private final Tables tables;

    OpenGaussSql(Manners manners, Tables tables) {
        this.manners = manners;
        this.tables = tables;
    }

    String translate(String sql) {
        if (sql.indexOf('$') >= 0 && sql.contains("$$")) {
            return sql;
        }
        try {
            return SqlTokens.statements(sql).stream().map(this::statement).collect(joining(";"));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // not a statement we know: PostgreSQL will say what is wrong with it
            return sql;
        }
    }

    private String statement(List<String> raw) {
        String original = String.join("", raw);
        List<String> tokens = SqlTokens.significant(raw);
        if (tokens.isEmpty()) {
            return original;
        }
        if (manners.dolphin()) {
            raw = dolphinTokens(raw);
            tokens = SqlTokens.significant(raw);
        }
        String verb = tokens.get(0).toLowerCase(Locale.ROOT);
        return switch (verb) {
            case "create" -> create(tokens, String.join("", raw));
            case "alter" -> alter(tokens, String.join("", raw));
            case "insert" -> insert(tokens, String.join("", raw));
            case "delete", "update" ->
                    manners.dolphin() ? limited(tokens, String.join("", raw)) : original;
            case "replace" -> manners.dolphin() ? replace(tokens) : original;
            default -> String.join("", raw);
        };
    }

    private static List<String> dolphinTokens(List<String> raw) {
        List<String> out = new ArrayList<>(raw.size());
        String previous = "";
        for (String token : raw) {
            String mapped = token;
            if (token.startsWith("`")) {
                String name = token.substring(1, token.length() - 1);
                boolean ofTable = BEFORE_TABLE.contains(previous);
                mapped =
                        '"'
                                + (ofTable ? name.toLowerCase(Locale.ROOT) : name)
                                        .replace("\"", "\"\"")
                                + '"';
            } else if (token.startsWith("x'") || token.startsWith("X'")) {
                mapped = "'\\x" + token.substring(2);
            } else if (token.startsWith("'0000-00-00")) {
                mapped = "'-infinity'";
            }
            out.add(mapped);
            if (!SqlTokens.isBlank(token)) {
                previous = token.toLowerCase(Locale.ROOT);
            }
        }
        return out;
    }

    private String create(List<String> tokens, String text) {
        int table = indexOf(tokens, "table", 0);
        int open = tokens.indexOf("(");
        if (table < 0
                || table > 3
                || open < 0
                || indexOf(tokens, "as", 0) == open - 1
                || indexOf(tokens, "as", table) == table + 2) {
            return text;
        }
        List<String> statements = TableTranslation.translate(manners.dolphin(), tokens);
        if (statements.size() == 1) {
            return statements.get(0);
        }
        return "do $standin$ begin " + String.join("; ", statements) + "; end $standin$";
    }

    /** {@code ADD [COLUMN] name type} and {@code MODIFY [COLUMN] name type}. */
    private String alter(List<String> tokens, String text) {
        int add = indexOf(tokens, "add", 2);
        int truncated = indexOf(tokens, "truncate", 2);
        if (truncated > 0) {
            String name = String.join("", tokens.subList(2, truncated));
            return "truncate only " + name + "_" + tokens.get(truncated + 2);
        }
        if (add < 0 || !tokens.get(1).equalsIgnoreCase("table")) {
            return text;
        }
        int name = tokens.get(add + 1).equalsIgnoreCase("column") ? add + 2 : add + 1;
        Set<String> notColumns =
                Set.of(
                        "constraint",
                        "primary",
                        "unique",
                        "foreign",
                        "check",
                        "index",
                        "key",
                        "partition");
        if (notColumns.contains(tokens.get(name).toLowerCase(Locale.ROOT))) {
            return text;
        }
        List<String> out = new ArrayList<>(tokens.subList(0, name + 1));
        int taken =
                TypeTranslation.translate(
                        manners.dolphin(), tokens.subList(name + 1, tokens.size()), out);
        out.addAll(tokens.subList(name + 1 + taken, tokens.size()));
        return String.join(" ", out);
    }

    private String insert(List<String> tokens, String text) {
        boolean ignore = tokens.get(1).equalsIgnoreCase("ignore");
        int duplicate = indexOf(tokens, "duplicate", 0);
        int set = indexOf(tokens, "set", 0);
        boolean bySet =
                manners.dolphin()
                        && set >= 0
                        && indexOf(tokens, "values", 0) < 0
                        && indexOf(tokens, "select", 0) < 0;
        if (!ignore && duplicate < 0 && !bySet) {
            return text;
        }
        List<String> head = tokens.subList(0, duplicate < 0 ? tokens.size() : duplicate - 1);
        StringBuilder out = new StringBuilder(bySet ? assigned(head, set) : String.join(" ", head));
        if (ignore) {
            return out.toString().replaceFirst("(?i)^insert\\s+ignore", "insert")
                    + " on conflict do nothing";
        }
        if (duplicate >= 0) {
            String table = table(tokens, 2);
            List<String> update = tokens.subList(duplicate + 3, tokens.size());
            if (update.size() == 1 && update.get(0).equalsIgnoreCase("nothing")) {
                return out + " on conflict do nothing";
            }
            out.append(" on conflict (")
                    .append(quoted(tables.key(table)))
                    .append(") do update set ");
            out.append(excluded(update));
        }
        return out.toString();
    }

    /** {@code DELETE t FROM t}, and ORDER BY and LIMIT in DELETE and UPDATE. */
    private static String limited(List<String> tokens, String text) {
        boolean deletes = tokens.get(0).equalsIgnoreCase("delete");
        if (deletes && tokens.get(2).equalsIgnoreCase("from")) {
            return "delete " + String.join(" ", tokens.subList(2, tokens.size()));
        }
        int limit = indexOf(tokens, "limit", 0);
        if (limit < 0) {
            return text;
        }
        int order = indexOf(tokens, "order", 0);
        int tail = order < 0 ? limit : order;
        int where = indexOf(tokens, "where", 0);
        String condition = where < 0 ? "" : String.join(" ", tokens.subList(where, tail));
        return "%s where ctid in (select ctid from %s %s %s)"
                .formatted(
                        String.join(" ", tokens.subList(0, where < 0 ? tail : where)),
                        table(tokens, deletes ? 2 : 1),
                        condition,
                        String.join(" ", tokens.subList(tail, tokens.size())));
    }

    /** {@code INSERT INTO t SET a = 1, b = 2}. */
    private static String assigned(List<String> tokens, int set) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (List<String> part : SqlTokens.split(tokens.subList(set + 1, tokens.size()))) {
            names.add(part.get(0));
            values.add(String.join(" ", part.subList(2, part.size())));
        }
        return String.join(" ", tokens.subList(0, set))
                + " ("
                + String.join(", ", names)
                + ") values ("
                + String.join(", ", values)
                + ")";
    }

    private static String excluded(List<String> update) {
        return String.join(" ", update).replaceAll("(?i)\\bvalues \\( (\\S+) \\)", "excluded.$1");
    }

    /**
     * Deletes what is in the way, then inserts, row by row in one statement; the message makes the renderer print what a
     * REPLACE leaves in the log. Rows are given by VALUES or SET.
     */
    private String replace(List<String> tokens) {
        int set = indexOf(tokens, "set", 0);
        if (set >= 0 && indexOf(tokens, "values", 0) < 0) {
            return replace(SqlTokens.significant(SqlTokens.of(assigned(tokens, set))));
        }
        int into = tokens.get(1).equalsIgnoreCase("into") ? 2 : 1;
        int values = indexOf(tokens, "values", 0);
        String table = table(tokens, into);
        List<String> key = tables.key(table);
        List<String> columns = tables.columns(table);
        int listed = tokens.subList(0, values).indexOf("(");
        if (listed > 0) {
            columns =
                    SqlTokens.split(tokens.subList(listed + 1, values - 1)).stream()
                            .map(part -> unquoted(part.get(0)))
                            .toList();
        }
        List<String> statements = new ArrayList<>();
        for (List<String> row : SqlTokens.split(tokens.subList(values + 1, tokens.size()))) {
            List<List<String>> cells = SqlTokens.split(row.subList(1, row.size() - 1));
            if (!key.isEmpty()) {
                statements.add(removal(table, key, columns, cells));
            }
            statements.add(
                    "insert into "
                            + table
                            + "("
                            + quoted(columns)
                            + ") values "
                            + String.join(" ", row));
        }
        return "do $standin$ begin " + String.join("; ", statements) + "; end $standin$";
    }

    private static String removal(
            String table, List<String> key, List<String> columns, List<List<String>> cells) {
        String same =
                key.stream()
                        .map(
                                name ->
                                        '"'
                                                + name
                                                + "\" = "
                                                + String.join(
                                                        " ", cells.get(columns.indexOf(name))))
                        .collect(joining(" and "));
        return "if exists (select from "
                + table
                + " where "
                + same
                + ") then"
                + " perform pg_catalog.pg_logical_emit_message(true, 'replace', '');"
                + " delete from "
                + table
                + " where "
                + same
                + "; end if";
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private static String table(List<String> tokens, int at) {
        StringBuilder name = new StringBuilder(tokens.get(at));
        for (int i = at + 1; i + 1 < tokens.size() && tokens.get(i).equals("."); i += 2) {
            name.append('.').append(tokens.get(i + 1));
        }
        return name.toString();
    }

    private static String quoted(List<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(joining(", "));
    }

    private static int indexOf(List<String> tokens, String word, int from) {
        for (int i = Math.max(from, 0); i < tokens.size(); i++) {
            if (tokens.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }
}
