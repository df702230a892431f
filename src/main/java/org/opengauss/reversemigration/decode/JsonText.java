package org.opengauss.reversemigration.decode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON strings of names and types; only for messages whose shape was not seen before. */
final class JsonText {
    private JsonText() {}

    /** {@code ["..","..",...]}, possibly empty. */
    static List<byte[]> array(Cursor in) {
        List<byte[]> elements = new ArrayList<>();
        in.expect("[");
        if (in.skip("]")) {
            return elements;
        }
        do {
            elements.add(string(in));
        } while (in.skip(","));
        in.expect("]");
        return elements;
    }

    /** The contents of a string in double quotes, its escapes undone. */
    static byte[] string(Cursor in) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        in.expect("\"");
        while (!in.atEnd()) {
            byte c = in.bytes[in.position];
            if (c == '"') {
                in.position++;
                return text.toByteArray();
            }
            if (c == '\\') {
                text.write(escaped(in));
            } else if (c >= 0 && c < ' ') {
                throw in.failure("a control character inside a JSON string");
            } else {
                text.write(c);
                in.position++;
            }
        }
        throw in.failure("a JSON string without its closing quote");
    }

    /**
     * Steps over one escape sequence and returns the byte it stands for. These are all that the server's cJSON prints:
     * everything above 0x7E is raw, {@code \\u00xx} stands for control characters only.
     */
    static byte escaped(Cursor in) {
        in.require(2);
        int c = in.bytes[in.position + 1];
        int position = in.position;
        in.position += 2;
        return switch (c) {
            case '"', '\\' -> (byte) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> control(in);
            default -> throw in.failure(position, "an unknown JSON escape");
        };
    }

    private static byte control(Cursor in) {
        in.expect("00");
        in.require(2);
        int high = in.bytes[in.position] - '0';
        int low = Character.digit(in.bytes[in.position + 1], 16);
        if (high < 0 || high > 1 || low < 0 || high + low == 0) {
            throw in.failure("a JSON escape for something other than a control character");
        }
        in.position += 2;
        return (byte) (high << 4 | low);
    }
}
