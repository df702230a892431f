package org.opengauss.reversemigration.decode;

import java.util.Arrays;
import org.opengauss.reversemigration.model.Row;

/**
 * Reads the value arrays of a row message into one byte array, both layers of escaping undone: JSON's first, then the SQL
 * literal's.
 *
 * <p>Shapes, in the JSON string: a bare {@code null} is SQL NULL; numbers and booleans are bare ({@code 42}, {@code .5},
 * {@code NaN}, {@code true}); bit strings are {@code B'101'}; all else is in single quotes, {@code ''} standing for a
 * quote, so the text {@code 'null'} is not NULL. Source: PrintLiteral in openGauss-server,
 * src/gausskernel/storage/replication/logical/parallel_decode.cpp. Used by one thread.
 */
final class JsonValues {
    private static final int[] NO_COLUMNS = {};
    private static final byte[] NO_BYTES = {};

    /** Above this a message gets an array of its own, which then becomes the row's: no copy, and none kept. */
    private static final int LARGE = 1 << 20;

    private byte[] buffer = new byte[4096];
    private int size;

    /** Begins a row whose message has this many bytes left: its values take no more. */
    void start(int messageBytes) {
        size = 0;
        int needed = messageBytes + Long.BYTES; // text is copied in steps of eight bytes
        if (buffer.length < needed) {
            buffer = new byte[messageBytes > LARGE ? needed : 2 * needed];
        }
    }

    /** All values read since the start. */
    byte[] finish() {
        if (size == 0) {
            return NO_BYTES;
        }
        if (buffer.length <= 2 * (LARGE + Long.BYTES)) {
            return Arrays.copyOf(buffer, size);
        }
        byte[] own = buffer;
        buffer = new byte[4096];
        return own.length - size <= own.length / 4 ? own : Arrays.copyOf(own, size);
    }

    /** Reads {@code count} values and the bracket behind them; returns their bounds as {@link Row} takes them. */
    int[] read(Cursor in, int count) {
        if (count == 0) {
            in.expect("]");
            return NO_COLUMNS;
        }
        int[] bounds = new int[2 * count];
        for (int at = 0; at < bounds.length; at += 2) {
            bounds[at] = size;
            value(in, bounds, at);
            bounds[at + 1] = size;
            if (in.peek() != (at + 2 < bounds.length ? ',' : ']')) {
                throw in.failure("another number of values than of columns");
            }
            in.position++;
        }
        return bounds;
    }

    private void value(Cursor in, int[] bounds, int at) {
        int position = in.position;
        if (in.limit - position < 3 || in.bytes[position] != '"') {
            throw in.failure("expected a value");
        }
        in.position = position + 1;
        byte first = in.bytes[position + 1];
        if (first == '\'') {
            in.position = position + 2;
            quoted(in);
        } else if (first == 'n' && in.skip("null\"")) {
            bounds[at] = Row.NULL;
        } else if (first == 'B') {
            bits(in);
        } else if (first == 'u' && in.skip("unchanged-toast-datum\"")) {
            bounds[at] = Row.UNCHANGED;
        } else {
            bare(in);
        }
    }

    /** A number, or one of the words that stand for values without quotes. */
    private void bare(Cursor in) {
        int from = in.position;
        byte[] bytes = in.bytes;
        int position = from;
        if (bytes[position] == '-') {
            position++;
        }
        int digitsFrom = position;
        position = digitsEnd(bytes, position, in.limit);
        int digits = position - digitsFrom;
        if (position < in.limit && bytes[position] == '.') {
            int fraction = digitsEnd(bytes, position + 1, in.limit);
            digits += fraction - position - 1;
            position = fraction;
        }
        in.position = position;
        if (digits == 0) {
            in.position = from;
            word(in);
        } else if (in.skip("e") || in.skip("E")) {
            if (!in.skip("-")) {
                in.skip("+");
            }
            in.decimal();
        }
        copy(bytes, from, in.position - from);
        in.expect("\"");
    }

    private static int digitsEnd(byte[] bytes, int position, int limit) {
        while (position < limit && bytes[position] >= '0' && bytes[position] <= '9') {
            position++;
        }
        return position;
    }

    private static void word(Cursor in) {
        if (in.skip("true") || in.skip("false") || in.skip("NaN") || in.skip("Nan")) {
            return;
        }
        in.skip("-");
        if (!in.skip("Infinity") && !in.skip("Inf")) {
            throw in.failure("a value of unknown form");
        }
    }

    private void bits(Cursor in) {
        in.expect("B'");
        int from = in.position;
        while (in.peek() == '0' || in.peek() == '1') {
            in.position++;
        }
        copy(in.bytes, from, in.position - from);
        if (!in.skip("'\"")) {
            throw in.failure(
                    "a bit string with other digits than 0 and 1; set dolphin.bit_output to bin");
        }
    }

    private void copy(byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, buffer, size, count);
        size += count;
    }

    /**
     * The rest of a quoted literal. Eight bytes a step are copied as they are, until one among them means something: a
     * single quote, a backslash, a double quote or a control character.
     */
    private void quoted(Cursor in) {
        byte[] bytes = in.bytes;
        byte[] out = buffer;
        int limit = in.limit;
        int position = in.position;
        int at = size;
        while (true) {
            while (limit - position >= Long.BYTES) {
                long word = Words.get(bytes, position);
                Words.set(out, at, word);
                long marks = Words.specialMarks(word);
                if (marks != 0) {
                    int plain = Words.before(marks);
                    position += plain;
                    at += plain;
                    break;
                }
                position += Long.BYTES;
                at += Long.BYTES;
            }
            in.position = position;
            int c = in.peek();
            if (c == '\'') {
                int next = position + 1 < limit ? bytes[position + 1] : -1;
                in.position = position + 2;
                if (next == '"') {
                    size = at;
                    return;
                }
                if (next != '\'') {
                    throw in.failure(
                            position, "a single quote in a value, neither doubled nor last");
                }
                out[at++] = '\'';
            } else if (c == '\\') {
                out[at++] = JsonText.escaped(in);
            } else if (c < ' ' || c == '"') {
                throw in.failure("a value without its closing quote");
            } else {
                out[at++] = (byte) c;
                in.position = position + 1;
            }
            position = in.position;
        }
    }
}
