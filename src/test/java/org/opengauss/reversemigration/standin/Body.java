package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Builds the body of a protocol message, big-endian. */
final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Body int8(int value) {
        bytes.write(value);
        return this;
    }

    Body int16(int value) {
        return int8(value >>> 8).int8(value);
    }

    Body int32(int value) {
        return int16(value >>> 16).int16(value);
    }

    Body int64(long value) {
        return int32((int) (value >>> 32)).int32((int) value);
    }

    /** The text's bytes without terminator. */
    Body raw(String text) {
        return raw(text.getBytes(UTF_8));
    }

    Body raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    /** The text and its closing zero. */
    Body text(String text) {
        return raw(text).int8(0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** A RowDescription of text columns. */
    static byte[] rowDescription(List<String> names) {
        Body body = new Body().int16(names.size());
        for (String name : names) {
            body.text(name).int32(0).int16(0).int32(25).int16(-1).int32(-1).int16(0);
        }
        return body.bytes();
    }

    /** A DataRow; a Java null is NULL. */
    static byte[] dataRow(List<String> values) {
        Body body = new Body().int16(values.size());
        for (String value : values) {
            if (value == null) {
                body.int32(-1);
            } else {
                byte[] text = value.getBytes(UTF_8);
                body.int32(text.length).raw(text);
            }
        }
        return body.bytes();
    }
}
