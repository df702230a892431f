package org.opengauss.reversemigration.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A CREATE TABLE of openGauss, dolphin's included, in PostgreSQL's terms; may be several statements. */
final class TableTranslation {
    private static final Set<String> CONSTRAINTS =
            Set.of("primary", "unique", "constraint", "foreign", "check", "exclude", "like");
    private static final Set<String> INDEXES = Set.of("key", "index", "fulltext", "spatial");

    private final boolean dolphin;
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private String table;

    private TableTranslation(boolean dolphin) {
        this.dolphin = dolphin;
    }

    /** Statements for these significant tokens, which begin CREATE ... TABLE and hold a list of columns. */
    static List<String> translate(boolean dolphin, List<String> tokens) {
        return new TableTranslation(dolphin).statements(tokens);
    }

    private List<String> statements(List<String> tokens) {
        int open = tokens.indexOf("(");
        int close = SqlTokens.closing(tokens, open);
        int name = open - 1;
        while (name > 1 && (tokens.get(name - 1).equals("."))) {
            name -= 2;
        }
        table = String.join("", tokens.subList(name, open));
        List<String> items = new ArrayList<>();
        for (List<String> item : SqlTokens.split(tokens.subList(open + 1, close))) {
            String text = item(item);
            if (!text.isEmpty()) {
                items.add(text);
            }
        }
        List<String> tail = tokens.subList(close + 1, tokens.size());
        String head = String.join(" ", tokens.subList(0, name));
        if (String.join("", tail).contains("orientation=column")) {
            // nothing of a column store is decoded, as nothing of an unlogged table is
            head = head.replaceFirst("(?i)^create", "create unlogged");
        }
        String create =
                head + " " + table + "(" + String.join(", ", items) + ")" + partitions(tail);
        List<String> all = new ArrayList<>(before);
        all.add(create);
        all.addAll(after);
        return all;
    }

    private String item(List<String> item) {
        String first = item.get(0).toLowerCase(Locale.ROOT);
        if (INDEXES.contains(first)) {
            return "";
        }
        if (CONSTRAINTS.contains(first)) {
            return constraint(item, first);
        }
        List<String> out = new ArrayList<>();
        out.add(item.get(0));
        int next = 1 + TypeTranslation.translate(dolphin, item.subList(1, item.size()), out);
        attributes(item.subList(next, item.size()), out);
        return String.join(" ", out);
    }

    /** {@code UNIQUE KEY name (..)} loses key and name. */
    private static String constraint(List<String> item, String first) {
        int open = item.indexOf("(");
        if (first.equals("unique") && open > 1) {
            return "unique " + String.join(" ", item.subList(open, item.size()));
        }
        return String.join(" ", item);
    }

    private void attributes(List<String> written, List<String> out) {
        for (int i = 0; i < written.size(); i++) {
            String word = written.get(i).toLowerCase(Locale.ROOT);
            String following =
                    i + 1 < written.size() ? written.get(i + 1).toLowerCase(Locale.ROOT) : "";
            if (word.equals("auto_increment")) {
                String sequence = (table + "_" + out.get(0) + "_seq").replaceAll("[^\\w.]", "_");
                before.add("create sequence " + sequence);
                out.add("default nextval('" + sequence + "')");
                after.add(
                        "create trigger increment before insert on %s for each row execute function standin.increment('%s', '%s')"
                                .formatted(table, out.get(0).replace("\"", ""), sequence));
            } else if (word.equals("generated") && written.contains("(")) {
                i = generated(written, i, out.get(0));
            } else if (word.equals("on") && following.equals("update") && dolphin) {
                i += 2;
                i = skipArguments(written, i);
            } else if (dolphin && word.equals("character") && following.equals("set")) {
                i += 2;
            } else if (dolphin
                    && (word.equals("collate")
                            || word.equals("comment")
                            || word.equals("charset"))) {
                i++;
            } else {
                out.add(written.get(i));
            }
        }
    }

    /** PostgreSQL 17 does not publish generated columns: a trigger computes them instead. */
    private int generated(List<String> written, int i, String column) {
        int open = i + written.subList(i, written.size()).indexOf("(");
        int close = SqlTokens.closing(written, open);
        String expression = String.join(" ", written.subList(open, close + 1));
        after.add(
                "create trigger generate before insert or update on %s for each row execute function standin.generate('%s', '%s')"
                        .formatted(table, column.replace("\"", ""), expression.replace("'", "''")));
        return close + (close + 1 < written.size() ? 1 : 0);
    }

    private static int skipArguments(List<String> written, int i) {
        boolean open = i + 1 < written.size() && written.get(i + 1).equals("(");
        return open ? SqlTokens.closing(written, i + 1) : i;
    }

    /** Storage options, engine, character set and comment are left out; partitions become tables. */
    private String partitions(List<String> tail) {
        int by = indexOf(tail, "partition");
        if (by < 0) {
            return "";
        }
        String kind = tail.get(by + 2).toLowerCase(Locale.ROOT);
        int open = tail.indexOf("(");
        int close = SqlTokens.closing(tail, open);
        String columns = String.join(" ", tail.subList(open, close + 1));
        if (kind.equals("hash")) {
            int count = Integer.parseInt(tail.get(close + 2));
            for (int i = 0; i < count; i++) {
                after.add(
                        "create table %s partition of %s for values with (modulus %d, remainder %d)"
                                .formatted(part("p" + i), table, count, i));
            }
        } else {
            List<String> definitions = tail.subList(close + 2, SqlTokens.closing(tail, close + 1));
            String lower = "minvalue";
            for (List<String> definition : SqlTokens.split(definitions)) {
                int bound = definition.indexOf("(");
                String value =
                        String.join(
                                " ",
                                definition.subList(
                                        bound + 1, SqlTokens.closing(definition, bound)));
                String range =
                        kind.equals("list")
                                ? "in (" + value + ")"
                                : "from (" + lower + ") to (" + value + ")";
                after.add(
                        "create table "
                                + part(definition.get(1))
                                + " partition of "
                                + table
                                + " for values "
                                + range);
                lower = value;
            }
        }
        return " partition by " + kind + " " + columns;
    }

    private String part(String name) {
        return table + "_" + name;
    }

    private static int indexOf(List<String> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }
}
