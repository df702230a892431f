package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Members of ENUM and SET columns; MySQL strips trailing blanks when they are declared, so lookups do, too. */
final class Members {
    private Members() {}

    /**
     * The members in a column type like {@code enum('a','it''s','x\\y')}, which escapes as {@code SHOW CREATE TABLE} does.
     */
    static List<String> parse(String columnType) {
        List<String> members = new ArrayList<>();
        int at = columnType.indexOf('\'');
        while (at >= 0) {
            StringBuilder member = new StringBuilder();
            at++;
            while (true) {
                char c = columnType.charAt(at++);
                if (c == '\\') {
                    member.append(unescaped(columnType.charAt(at++)));
                } else if (c != '\'') {
                    member.append(c);
                } else if (at < columnType.length() && columnType.charAt(at) == '\'') {
                    member.append('\'');
                    at++;
                } else {
                    break;
                }
            }
            members.add(member.toString());
            at = columnType.indexOf('\'', at);
        }
        return members;
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escape;
        };
    }

    static Map<ByteBuffer, byte[]> literals(List<String> members) {
        Map<ByteBuffer, byte[]> literals = new HashMap<>();
        for (String member : members) {
            byte[] utf8 = member.getBytes(UTF_8);
            byte[] literal = new SqlText(32).literal(member).toString().getBytes(UTF_8);
            literals.put(key(utf8, 0, utf8.length), literal);
        }
        return literals;
    }

    static ByteBuffer key(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return ByteBuffer.wrap(bytes, from, end - from);
    }

    static boolean isBlank(byte[] bytes, int from, int to) {
        return key(bytes, from, to).remaining() == 0;
    }
}
