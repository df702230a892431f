package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;

/** Names a change for people, without its values, and spells it with its values for the dead letter. */
final class ChangeText {
    private ChangeText() {}

    static String table(SlotMessage.Content content) {
        if (content instanceof Change change) {
            return change.table().toString();
        }
        if (content instanceof SlotMessage.Truncate truncate) {
            return truncate.tables().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
        }
        return "";
    }

    static String operation(SlotMessage.Content content) {
        if (content instanceof Change change) {
            return change.operation().name();
        }
        return content instanceof SlotMessage.Truncate ? "TRUNCATE" : "DDL";
    }

    /** {@code UPDATE of public.t (key columns id)}. */
    static String named(SlotMessage.Content content, StatementWriter writer) {
        String table = table(content);
        return operation(content)
                + (table.isEmpty() ? "" : " of " + table)
                + keyColumns(content, writer).map(key -> " (key columns " + key + ")").orElse("");
    }

    private static Optional<String> keyColumns(
            SlotMessage.Content content, StatementWriter writer) {
        if (!(content instanceof Change change)) {
            return Optional.empty();
        }
        try {
            return writer.catalog()
                    .table(change.table())
                    .primaryKey()
                    .map(
                            key ->
                                    key.parts().stream()
                                            .map(part -> part.column().orElse("(expression)"))
                                            .collect(Collectors.joining(", ")));
        } catch (SQLException | TargetException e) {
            return Optional
                    .empty(); // a nicety of the message, and the table may be what is missing
        }
    }

    /** All images as JSON: column, type and value of each column in message order. */
    static String json(SlotMessage.Content content, long maxBytes) {
        if (content instanceof SlotMessage.Ddl ddl) {
            StringBuilder json = new StringBuilder("{\"sql\":");
            JsonString.append(json, ddl.sql().orElse(ddl.content()));
            return json.append('}').toString();
        }
        if (!(content instanceof Change change)) {
            return "{}";
        }
        if (4L * change.approximateBytes() > maxBytes) {
            return "{\"omitted\":\"too large for max_allowed_packet\"}";
        }
        StringBuilder json = new StringBuilder("{");
        change.oldRow().ifPresent(row -> image(json, "old", row));
        if (change.operation() != Operation.DELETE) {
            if (json.length() > 1) {
                json.append(',');
            }
            image(json, "new", change.newRow());
        }
        return json.append('}').toString();
    }

    private static void image(StringBuilder json, String name, Row row) {
        json.append('"').append(name).append("\":[");
        for (int column = 0; column < row.shape().size(); column++) {
            json.append(column == 0 ? "\n " : ",\n ").append("{\"column\":");
            JsonString.append(json, row.shape().name(column));
            json.append(",\"type\":");
            JsonString.append(json, row.shape().type(column));
            if (row.isUnchanged(column)) {
                json.append(",\"unchanged\":true}");
                continue;
            }
            json.append(",\"value\":");
            if (row.isNull(column)) {
                json.append("null");
            } else {
                JsonString.append(json, row.text(column));
            }
            json.append('}');
        }
        json.append("]");
    }
}
