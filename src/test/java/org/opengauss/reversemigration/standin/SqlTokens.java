package org.opengauss.reversemigration.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL into tokens that, put together again, are the same text. Quoted things and comments are one token. */
final class SqlTokens {
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    (?xs) \\s+ | --[^\\n]* | /\\*.*?\\*/
                    | \\$(\\w*)\\$.*?\\$\\1\\$
                    | [eE]'(?:[^'\\\\]++|\\\\.|'')*+' | [xXbB]?'[^']*+(?:''[^']*+)*+'
                    | "[^"]*+(?:""[^"]*+)*+" | `[^`]*`
                    | [\\p{L}_][\\p{L}\\p{N}_$]* | [0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)? | .
                    """);

    private SqlTokens() {}

    static List<String> of(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Each statement's tokens, semicolons left out. */
    static List<List<String>> statements(String sql) {
        List<List<String>> statements = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (String token : of(sql)) {
            if (token.equals(";")) {
                statements.add(current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        statements.add(current);
        return statements;
    }

    static boolean isBlank(String token) {
        return token.isBlank() || token.startsWith("--") || token.startsWith("/*");
    }

    /** Without white space and comments. */
    static List<String> significant(List<String> tokens) {
        return tokens.stream().filter(token -> !isBlank(token)).toList();
    }

    /** Parts at the top level between commas. */
    static List<List<String>> split(List<String> tokens) {
        List<List<String>> parts = new ArrayList<>();
        List<String> current = new ArrayList<>();
        int depth = 0;
        for (String token : tokens) {
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth == 0 && token.equals(",")) {
                parts.add(current);
                current = new ArrayList<>();
            } else {
                current.add(token);
            }
        }
        parts.add(current);
        return parts;
    }

    /** Where the bracket that opens at {@code open} closes. */
    static int closing(List<String> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket is not closed");
    }
}
