package org.opengauss.reversemigration.decode;

import java.io.ByteArrayOutputStream;
import org.opengauss.reversemigration.model.TableName;

/**
 * Reads names as {@code quote_identifier} prints them: bare if they are lower-case letters, digits and {@code _} not
 * beginning with a digit, else in double quotes with {@code "} doubled.
 */
final class Identifiers {
    private Identifiers() {}

    /** {@code schema.table}, up to the first byte that can no longer belong to it. */
    static TableName table(Cursor in) {
        String schema = one(in);
        in.expect(".");
        return new TableName(schema, one(in));
    }

    /** One identifier, unquoted. */
    static String one(Cursor in) {
        return in.peek() == '"' ? quoted(in) : bare(in);
    }

    private static String bare(Cursor in) {
        int end = in.position;
        while (end < in.limit && isBare(in.bytes[end], end > in.position)) {
            end++;
        }
        if (end == in.position) {
            throw in.failure("expected a name");
        }
        return in.text(end);
    }

    private static boolean isBare(byte c, boolean inside) {
        return c >= 'a' && c <= 'z' || c == '_' || inside && c >= '0' && c <= '9';
    }

    private static String quoted(Cursor in) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        in.expect("\"");
        while (!in.atEnd()) {
            byte c = in.bytes[in.position++];
            if (c == '"' && !in.skip("\"")) {
                if (name.size() == 0) {
                    throw in.failure("an empty name");
                }
                return in.within(name.toByteArray()).text(name.size());
            }
            name.write(c);
        }
        throw in.failure("a name without its closing quote");
    }
}
