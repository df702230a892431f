package org.opengauss.reversemigration.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what people paste from the original's manual and what YAML reads as something else or not at all: {@code //}
 * remarks, a value without its closing quote, typographic quotes, no blank behind a key's colon. Works on lines, before
 * YAML sees them.
 *
 * <p>The text is mended only so that reading can go on and find the other problems; it is never used as it is mended.
 */
final class PastedText {
    private static final Pattern ENTRY =
            Pattern.compile("^(\\s*(?:- +)?)([\\w.-]+)(\\s*:)(\\s+)(\\S.*)$");
    private static final Pattern ITEM = Pattern.compile("^(\\s*- +)()()()(\\S.*)$");
    private static final Pattern GLUED = Pattern.compile("^(\\s*)([\\w-]+):([^\\s:/].*)$");
    private static final Pattern SECRET =
            Pattern.compile(".*(password|passwd|pwd|secret|token).*", Pattern.CASE_INSENSITIVE);

    private final Problems problems;

    /** Indentation of the key whose block scalar ({@code |} or {@code >}) we are in; -1 outside. */
    private int blockIndent = -1;

    PastedText(Problems problems) {
        this.problems = problems;
    }

    String mend(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        int number = 0;
        for (String line : text.split("\r?\n|\r", -1)) {
            mended.append(mendLine(line, ++number)).append('\n');
        }
        return mended.toString();
    }

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }

    private String mendLine(String line, int number) {
        String stripped = line.strip();
        int indent = line.length() - line.stripLeading().length();
        if (blockIndent >= 0) {
            if (stripped.isEmpty() || indent > blockIndent) {
                return line;
            }
            blockIndent = -1;
        }
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return line;
        }
        if (stripped.startsWith("//")) {
            problems.add(number, "a remark begins with # in YAML, not with //");
            return "";
        }
        Matcher glued = GLUED.matcher(line);
        if (glued.matches() && !stripped.startsWith("- ")) {
            problems.add(number, "write a blank behind the colon: `" + glued.group(2) + ": ...`");
            line = glued.group(1) + glued.group(2) + ": " + glued.group(3);
        }
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            entry = ITEM.matcher(line);
            if (!entry.matches()) {
                return line;
            }
        }
        String value = entry.group(5);
        if (value.startsWith("{") || value.startsWith("[")) {
            return line; // several values on one line: YAML's own error is the better one
        }
        if (value.startsWith("|") || value.startsWith(">")) {
            blockIndent = indent;
            return line;
        }
        return line.substring(0, entry.start(5)) + mendValue(entry.group(2), value, number);
    }

    private String mendValue(String key, String value, int number) {
        char first = value.charAt(0);
        if (first == '"' || first == '\'') {
            int close = closingQuote(value, first);
            return close < 0
                    ? closeQuote(key, value, first, number)
                    : cutRemark(key, value, close + 1, number);
        }
        if (first == '“' || first == '”' || first == '‘' || first == '’') {
            problems.add(
                    number,
                    named(key)
                            + "typographic quotes are part of the value; write plain quotes: \"");
        }
        return cutRemark(key, value, 0, number);
    }

    /** A {@code //} after the value: after a blank, or right behind a closing quote (where a URL cannot go on). */
    private String cutRemark(String key, String value, int from, int number) {
        int hash = indexOfRemark(value, from, "#");
        int slashes = indexOfRemark(value, from, "//");
        if (slashes < 0 || hash >= 0 && hash < slashes) {
            return value;
        }
        String kept = value.substring(0, slashes).stripTrailing();
        String shown = isSecret(key) ? "****" : kept;
        problems.add(
                number,
                named(key)
                        + "`//` does not begin a remark in YAML; write # instead: `"
                        + (key.isEmpty() ? "- " : key + ": ")
                        + shown
                        + " # ...`");
        return kept;
    }

    private String closeQuote(String key, String value, char quote, int number) {
        int end = indexOfRemark(value, 1, "//");
        int hash = indexOfRemark(value, 1, "#");
        if (end < 0 || hash >= 0 && hash < end) {
            end = hash;
        }
        String kept = (end < 0 ? value : value.substring(0, end)).stripTrailing() + quote;
        String shown = isSecret(key) ? quote + "****" + quote : kept;
        problems.add(
                number,
                named(key)
                        + "the closing quote of the value is missing; write `"
                        + (key.isEmpty() ? "- " : key + ": ")
                        + shown
                        + "`"
                        + (end < 0 ? "" : " and a remark behind it with #"));
        return kept;
    }

    private static int closingQuote(String value, char quote) {
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quote == '"' && c == '\\') {
                i++;
            } else if (c == quote) {
                if (quote == '\'' && i + 1 < value.length() && value.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int indexOfRemark(String value, int from, String mark) {
        for (int at = value.indexOf(mark, from); at >= 0; at = value.indexOf(mark, at + 1)) {
            if (at == 0
                    || Character.isWhitespace(value.charAt(at - 1))
                    || at == from && mark.equals("//")) {
                return at;
            }
        }
        return -1;
    }

    private static String named(String key) {
        return key.isEmpty() ? "" : key + ": ";
    }
}
