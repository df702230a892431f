package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opengauss.reversemigration.model.Operation;

/** Writes messages as the server does; by its grammar, sharing nothing with the decoders. */
final class ServerEncoder {
    /** How a value is written in JSON streams. */
    enum Form {
        NULL,
        BARE,
        BITS,
        QUOTED
    }

    record Column(String name, String type, Form form, String value) {}

    record Image(List<Column> columns) {
        static final Image NONE = new Image(List.of());
    }

    record RowMessage(Operation operation, String schema, String table, Image now, Image old) {}

    private ServerEncoder() {}

    static byte[] json(RowMessage row) {
        return ("{\"table_name\":"
                        + string(identifier(row.schema()) + "." + identifier(row.table()))
                        + ",\"op_type\":"
                        + string(row.operation().name())
                        + arrays("columns", row.now())
                        + arrays("old_keys", row.old())
                        + "}")
                .getBytes(UTF_8);
    }

    private static String arrays(String group, Image image) {
        return array(group + "_name", image, column -> identifier(column.name()))
                + array(group + "_type", image, Column::type)
                + array(group + "_val", image, ServerEncoder::literal);
    }

    private static String array(String key, Image image, Function<Column, String> text) {
        return image.columns().stream()
                .map(column -> string(text.apply(column)))
                .collect(Collectors.joining(",", ",\"" + key + "\":[", "]"));
    }

    private static String literal(Column column) {
        return switch (column.form()) {
            case NULL -> "null";
            case BARE -> column.value();
            case BITS -> "B'" + column.value() + "'";
            case QUOTED -> "'" + column.value().replace("'", "''") + "'";
        };
    }

    /** As {@code quote_identifier}, keywords left aside. */
    static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** As cJSON prints a string. */
    static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
            }
        }
        return out.append('"').toString();
    }

    /** A record of style b: tag and body; types are the column's position, plus one. */
    static byte[] binaryBody(RowMessage row) {
        return written(
                out -> {
                    out.write(row.operation().name().charAt(0));
                    shortText(out, row.schema());
                    shortText(out, row.table());
                    tuple(out, 'N', row.now());
                    tuple(out, 'O', row.old());
                });
    }

    private static void tuple(DataOutputStream out, char mark, Image image) throws IOException {
        if (image.columns().isEmpty()) {
            return;
        }
        out.write(mark);
        out.writeShort(image.columns().size());
        int oid = 1;
        for (Column column : image.columns()) {
            shortText(out, identifier(column.name()));
            out.writeInt(oid++);
            if (column.form() == Form.NULL) {
                out.writeInt(-1);
            } else {
                byte[] value = column.value().getBytes(UTF_8);
                out.writeInt(value.length);
                out.write(value);
            }
        }
    }

    private static void shortText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** A frame of style b; closed by F, or by the timer's zero. */
    static byte[] binaryFrame(List<byte[]> bodies, long lsn, boolean closedByTimer) {
        return written(
                out -> {
                    for (int i = 0; i < bodies.size(); i++) {
                        out.writeInt(Long.BYTES + bodies.get(i).length);
                        out.writeLong(lsn + i);
                        out.write(bodies.get(i));
                        out.write(i + 1 < bodies.size() || closedByTimer ? 'P' : 'F');
                    }
                    if (closedByTimer) {
                        out.writeInt(0);
                    }
                });
    }

    /** A frame of style j with {@code sending-batch} 1. */
    static byte[] jsonFrame(List<byte[]> messages, long lsn) {
        return written(
                out -> {
                    for (int i = 0; i < messages.size(); i++) {
                        out.writeInt(Long.BYTES + messages.get(i).length);
                        out.writeLong(lsn + i);
                        out.write(messages.get(i));
                    }
                    out.writeInt(0);
                });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
