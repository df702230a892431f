package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.TableName;

/**
 * Reads a message from left to right, never beyond its limit. Whatever is not as expected becomes a
 * {@link DecodeException} that names header LSN, offset and table, but no value. Reused from message to message by one
 * thread.
 */
final class Cursor {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LAST_TENTH = Long.divideUnsigned(-1L, 10);

    // the scanners of rows work on these directly: they are the hot loops
    byte[] bytes = {};
    int position;
    int limit;

    private Lsn header = Lsn.ZERO;
    private int origin;
    private TableName table;
    private Cursor outer;

    /** Starts on another message, at {@code from} in the bytes of the frame. */
    Cursor over(Frame frame, int from) {
        over(frame.header(), frame.bytes(), from, frame.bytes().length);
        origin = frame.from();
        return this;
    }

    /** Starts on another message: {@code bytes[from, to)}, of the frame with this header LSN. */
    Cursor over(Lsn header, byte[] bytes, int from, int to) {
        this.header = header;
        this.origin = 0;
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
        this.table = null;
        return this;
    }

    /** A cursor over text taken out of this one's message; failures name the same place. */
    Cursor within(byte[] text) {
        Cursor inner = new Cursor().over(header, text, 0, text.length);
        inner.outer = this;
        return inner;
    }

    /** Failures from here on name this table. */
    void in(TableName table) {
        this.table = table;
    }

    boolean atEnd() {
        return position == limit;
    }

    /** The byte here, or -1 at the end. */
    int peek() {
        return position < limit ? bytes[position] & 0xFF : -1;
    }

    boolean ahead(String ascii) {
        int length = ascii.length();
        if (limit - position < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[position + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Steps over {@code ascii} if it stands here. */
    boolean skip(String ascii) {
        if (!ahead(ascii)) {
            return false;
        }
        position += ascii.length();
        return true;
    }

    /** Steps over one byte if it stands here. */
    boolean skip(char ascii) {
        if (position == limit || bytes[position] != ascii) {
            return false;
        }
        position++;
        return true;
    }

    void expect(String ascii) {
        if (!skip(ascii)) {
            throw failure("expected " + ascii);
        }
    }

    void expectEnd() {
        if (position != limit) {
            throw failure("expected the end of the message");
        }
    }

    int uint8() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    int uint16() {
        require(2);
        int value = (short) SHORT.get(bytes, position) & 0xFFFF;
        position += 2;
        return value;
    }

    int int32() {
        require(4);
        int value = int32(bytes, position);
        position += 4;
        return value;
    }

    static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    long int64() {
        require(8);
        long value = (long) LONG.get(bytes, position);
        position += 8;
        return value;
    }

    void require(int count) {
        if (count < 0 || limit - position < count) {
            throw failure("the message is cut short");
        }
    }

    /** One or more decimal digits, as an unsigned 64-bit number. */
    long decimal() {
        int from = position;
        long value = 0;
        while (position < limit) {
            int digit = bytes[position] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (position - from >= 19
                    && (Long.compareUnsigned(value, LAST_TENTH) > 0
                            || value == LAST_TENTH && digit > 5)) {
                throw failure("a number above 64 bits");
            }
            value = value * 10 + digit;
            position++;
        }
        if (position == from) {
            throw failure("expected a number");
        }
        return value;
    }

    /** As {@link #decimal()}, within 0 and {@code max}. */
    int decimal(int max) {
        long value = decimal();
        if (value < 0 || value > max) {
            throw failure("a number above " + max);
        }
        return (int) value;
    }

    /** Exactly {@code count} decimal digits. */
    int digits(int count) {
        require(count);
        int value = 0;
        for (int end = position + count; position < end; position++) {
            int digit = bytes[position] - '0';
            if (digit < 0 || digit > 9) {
                throw failure("expected a digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** {@code HI/LO} in upper-case hexadecimal. */
    Lsn lsn() {
        long high = hexadecimal();
        expect("/");
        return new Lsn(high << 32 | hexadecimal());
    }

    private long hexadecimal() {
        int from = position;
        long value = 0;
        while (position < limit && position - from < 8) {
            int c = bytes[position];
            if (c >= '0' && c <= '9') {
                value = value << 4 | c - '0';
            } else if (c >= 'A' && c <= 'F') {
                value = value << 4 | c - 'A' + 10;
            } else {
                break;
            }
            position++;
        }
        if (position == from) {
            throw failure("expected an LSN");
        }
        return value;
    }

    /** The bytes from here up to {@code end} as text. */
    String text(int end) {
        try {
            String text =
                    UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(bytes, position, end - position))
                            .toString();
            position = end;
            return text;
        } catch (CharacterCodingException e) {
            throw failure("a name or statement that is not UTF-8");
        }
    }

    DecodeException failure(String reason) {
        return failure(position, reason);
    }

    DecodeException failure(int offset, String reason) {
        if (outer != null) {
            return outer.failure(reason);
        }
        return new DecodeException(
                "cannot decode the message with header LSN "
                        + header
                        + (table == null ? "" : ", a row of " + table)
                        + ": byte "
                        + (offset - origin)
                        + " of "
                        + (bytes.length - origin)
                        + ": "
                        + reason
                        + "; the slot stays before this transaction");
    }
}
