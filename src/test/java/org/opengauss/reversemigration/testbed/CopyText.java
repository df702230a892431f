package org.opengauss.reversemigration.testbed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Values as COPY's text format writes them: tab between, {@code \N} for NULL, backslash escapes. */
final class CopyText {
    private CopyText() {}

    static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** The values of a line; {@code null} for {@code \N}. */
    static String[] parseLine(String line) {
        String[] fields = line.split("\t", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].equals("\\N") ? null : unescape(fields[i]);
        }
        return fields;
    }

    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream value = new ByteArrayOutputStream(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] != '\\' || i + 1 == bytes.length) {
                value.write(bytes[i++]);
                continue;
            }
            int length = escapeLength(bytes, i);
            value.write(escaped(bytes, i, length));
            i += length;
        }
        return value.toString(StandardCharsets.UTF_8);
    }

    /** Two characters, or up to three octal or two hexadecimal digits. */
    private static int escapeLength(byte[] bytes, int start) {
        int end = start + 2;
        if (isDigit(bytes[start + 1], 8)) {
            while (end < bytes.length && end < start + 4 && isDigit(bytes[end], 8)) {
                end++;
            }
        } else if (bytes[start + 1] == 'x') {
            while (end < bytes.length && end < start + 4 && isDigit(bytes[end], 16)) {
                end++;
            }
        }
        return end - start;
    }

    private static int escaped(byte[] bytes, int start, int length) {
        byte kind = bytes[start + 1];
        if (isDigit(kind, 8)) {
            return Integer.parseInt(
                    new String(bytes, start + 1, length - 1, StandardCharsets.US_ASCII), 8);
        }
        if (kind == 'x' && length > 2) {
            return Integer.parseInt(
                    new String(bytes, start + 2, length - 2, StandardCharsets.US_ASCII), 16);
        }
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> kind;
        };
    }

    private static boolean isDigit(byte b, int radix) {
        return Character.digit(b, radix) >= 0;
    }
}
