package org.opengauss.reversemigration.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.model.Lsn;

/**
 * A statement of a replication connection. Keywords are upper case only; whatever is no replication command is SQL.
 * Source: repl_gram.y and repl_scanner.l in openGauss-server, src/gausskernel/storage/replication.
 */
sealed interface ReplicationCommand {
    /** {@code IDENTIFY_SYSTEM}. */
    record Identify() implements ReplicationCommand {}

    /** {@code CREATE_REPLICATION_SLOT slot LOGICAL plugin [USE_SNAPSHOT]}. */
    record Create(String slot, String plugin, boolean useSnapshot) implements ReplicationCommand {}

    /** {@code DROP_REPLICATION_SLOT slot [WAIT]}. */
    record Drop(String slot) implements ReplicationCommand {}

    /** {@code START_REPLICATION SLOT slot LOGICAL lsn [(option 'value', ...)]}; a bare option has value "". */
    record Start(String slot, Lsn from, Map<String, String> options)
            implements ReplicationCommand {}

    /** Any other statement. */
    record Sql(String text) implements ReplicationCommand {}

    /** Reads a statement; fails as the server does where a replication command is ill-formed. */
    static ReplicationCommand parse(String text) throws ServerError {
        List<String> first = Words.of(text, 1);
        return switch (first.isEmpty() ? "" : first.get(0)) {
            case "IDENTIFY_SYSTEM" -> new Identify();
            case "CREATE_REPLICATION_SLOT" -> new Words(text).create();
            case "DROP_REPLICATION_SLOT" -> new Words(text).drop();
            case "START_REPLICATION" -> new Words(text).start();
            default -> new Sql(text);
        };
    }

    /** The words of a command, read from left to right. */
    final class Words {
        private static final Pattern WORD =
                Pattern.compile(
                        "\\s*(?:([0-9A-Fa-f]+/[0-9A-Fa-f]+)|([A-Za-z_][A-Za-z0-9_$]*)"
                                + "|\"([^\"]+)\"|('[^']*+(?:''[^']*+)*+')|([(),;]))");

        private final List<String> words;
        private int next;

        private Words(String text) throws ServerError {
            requireNesting(text);
            words = of(text, Integer.MAX_VALUE);
            next = 1;
        }

        /** Words in the form: LSN and bare word as they are, {@code "name} for a quoted name, {@code 'text} for a string. */
        private static List<String> of(String text, int most) {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            int at = 0;
            while (words.size() < most && matcher.find(at) && matcher.start() == at) {
                if (matcher.group(3) != null) {
                    words.add('"' + matcher.group(3));
                } else if (matcher.group(4) != null) {
                    String string = matcher.group(4);
                    words.add(string.substring(0, string.length() - 1).replace("''", "'"));
                } else if (!";".equals(matcher.group(5))) {
                    words.add(matcher.group().strip());
                }
                at = matcher.end();
            }
            if (most == Integer.MAX_VALUE && !text.substring(at).isBlank()) {
                words.add("\0unreadable");
            }
            return words;
        }

        /** The server's naive look before parsing: quotes closed, one pair of parentheses, none inside a value. */
        private static void requireNesting(String text) throws ServerError {
            int open = 0;
            long quotes = text.chars().filter(c -> c == '\'').count();
            for (char c : text.toCharArray()) {
                if (c == '(' && ++open > 1 || c == ')' && --open < 0) {
                    throw syntax();
                }
            }
            if (open != 0 || quotes % 2 != 0) {
                throw syntax();
            }
        }

        private Create create() throws ServerError {
            String slot = name();
            expect("LOGICAL");
            String plugin = name();
            boolean snapshot = accept("USE_SNAPSHOT");
            end();
            return new Create(slot, plugin, snapshot);
        }

        private Drop drop() throws ServerError {
            String slot = name();
            accept("WAIT");
            end();
            return new Drop(slot);
        }

        private Start start() throws ServerError {
            expect("SLOT");
            String slot = name();
            expect("LOGICAL");
            Lsn from = lsn();
            Map<String, String> options = new LinkedHashMap<>();
            if (accept("(")) {
                do {
                    String option = name();
                    options.put(option, string());
                } while (accept(","));
                expect(")");
            }
            end();
            return new Start(slot, from, options);
        }

        private Lsn lsn() throws ServerError {
            try {
                return Lsn.parse(word());
            } catch (IllegalArgumentException e) {
                throw syntax();
            }
        }

        private String name() throws ServerError {
            String word = word();
            String name = word.startsWith("\"") ? word.substring(1) : word.toLowerCase(Locale.ROOT);
            if (!word.startsWith("\"") && !word.matches("[A-Za-z_][A-Za-z0-9_$]*")
                    || name.length() > 63) {
                throw syntax();
            }
            return name;
        }

        private String string() {
            if (next < words.size() && words.get(next).startsWith("'")) {
                return words.get(next++).substring(1);
            }
            return "";
        }

        private boolean accept(String word) {
            boolean found = next < words.size() && words.get(next).equals(word);
            next += found ? 1 : 0;
            return found;
        }

        private void expect(String word) throws ServerError {
            if (!accept(word)) {
                throw syntax();
            }
        }

        private void end() throws ServerError {
            if (next < words.size()) {
                throw syntax();
            }
        }

        private String word() throws ServerError {
            if (next >= words.size()) {
                throw syntax();
            }
            return words.get(next++);
        }

        private static ServerError syntax() {
            return new ServerError("42601", "replication command, syntax error.");
        }
    }
}
