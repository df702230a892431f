package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * SQL text under construction, as UTF-8 bytes: row values are UTF-8 bytes already and go in without becoming strings.
 * Literals are escaped for a session without NO_BACKSLASH_ESCAPES and with utf8mb4, which the writer's session sets. Not
 * thread-safe.
 */
public final class SqlText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    /** What a byte becomes behind a backslash inside {@code '..'}; 0 = it stands for itself. */
    private static final byte[] ESCAPES = new byte[256];

    static {
        ESCAPES[0] = '0';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES[0x1a] = 'Z';
        ESCAPES['\''] = '\'';
        ESCAPES['\\'] = '\\';
    }

    /** The largest array every JVM gives. */
    private static final long LARGEST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;

    public SqlText() {
        this(8192);
    }

    public SqlText(int capacity) {
        bytes = new byte[capacity];
    }

    /** An identifier in backticks. */
    public static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    static byte[] quotedBytes(String identifier) {
        return quoted(identifier).getBytes(UTF_8);
    }

    /** Bytes so far, as they count against {@code max_allowed_packet}. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Forgets what was appended after the text had {@code newLength} bytes. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException(newLength + " is outside 0.." + length);
        }
        length = newLength;
    }

    public void clear() {
        length = 0;
    }

    public SqlText append(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return append(text.substring(i).getBytes(UTF_8));
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    public SqlText append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public SqlText append(long number) {
        return append(Long.toString(number));
    }

    /** Bytes that are SQL already. */
    public SqlText append(byte[] sql) {
        return append(sql, 0, sql.length);
    }

    /** Bytes that are SQL already. */
    public SqlText append(byte[] sql, int from, int to) {
        reserve(to - from);
        System.arraycopy(sql, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** All of another text. */
    public SqlText append(SqlText other) {
        return append(other.bytes, 0, other.length);
    }

    /** A part of another text. */
    public SqlText append(SqlText other, int from, int to) {
        return append(other.bytes, from, to);
    }

    /** A string literal of UTF-8 bytes. */
    public SqlText literal(byte[] utf8, int from, int to) {
        reserve(2L * (to - from) + 2);
        byte[] target = bytes; // fields in locals: this loop sees every byte of text
        int end = length;
        target[end++] = '\'';
        int copied = from;
        for (int i = Octets.endOfPlain(utf8, from, to); i < to; i++) {
            byte escape = ESCAPES[utf8[i] & 0xff];
            if (escape != 0) {
                System.arraycopy(utf8, copied, target, end, i - copied);
                end += i - copied;
                target[end++] = '\\';
                target[end++] = escape;
                copied = i + 1;
            }
        }
        System.arraycopy(utf8, copied, target, end, to - copied);
        end += to - copied;
        target[end++] = '\'';
        length = end;
        return this;
    }

    public SqlText literal(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return literal(utf8, 0, utf8.length);
    }

    /** A binary literal {@code x'..'}. */
    public SqlText hexLiteral(byte[] value, int from, int to) {
        reserve(2L * (to - from) + 3);
        bytes[length++] = 'x';
        bytes[length++] = '\'';
        for (int i = from; i < to; i++) {
            bytes[length++] = HEX[(value[i] >> 4) & 0xf];
            bytes[length++] = HEX[value[i] & 0xf];
        }
        bytes[length++] = '\'';
        return this;
    }

    private void reserve(long more) {
        if (more > bytes.length - length) {
            if (length + more > LARGEST) {
                throw UnfitValueException.because("the statement would pass 2 GiB");
            }
            bytes =
                    Arrays.copyOf(
                            bytes,
                            (int) Math.min(LARGEST, Math.max(length + more, 2L * bytes.length)));
        }
    }

    /** The array behind the text, valid up to {@link #length} and until something is appended. */
    byte[] array() {
        return bytes;
    }

    /** The text; holds row values: not for logs. */
    @Override
    public String toString() {
        boolean isAscii = Octets.endOfAscii(bytes, 0, length) == length;
        return new String(bytes, 0, length, isAscii ? ISO_8859_1 : UTF_8); // the first only copies
    }
}
