package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;

/** Rows as decoders make them, from texts; Java null is SQL NULL. */
final class Rows {
    /** Stands for a value that the server did not send. */
    static final String UNCHANGED = new String("unchanged");

    private Rows() {}

    static Row row(RowShape shape, String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] bounds = new int[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bounds[2 * i] = bytes.size();
            if (values[i] == null) {
                bounds[2 * i] = Row.NULL;
            } else if (isUnchanged(values[i])) {
                bounds[2 * i] = Row.UNCHANGED;
            } else {
                bytes.writeBytes(values[i].getBytes(UTF_8));
            }
            bounds[2 * i + 1] = bytes.size();
        }
        return new Row(shape, bytes.toByteArray(), bounds);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isUnchanged(String value) {
        return value == UNCHANGED;
    }

    static RowShape shape(String... namesAndTypes) {
        List<String> names = new java.util.ArrayList<>();
        List<String> types = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            names.add(namesAndTypes[i]);
            types.add(namesAndTypes[i + 1]);
        }
        return new RowShape(names, types);
    }
}
