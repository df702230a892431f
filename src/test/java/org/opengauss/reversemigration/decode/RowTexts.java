package org.opengauss.reversemigration.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Content;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/** Writes transactions as text that is the same whatever mode they came in. */
final class RowTexts {
    /** What becomes of booleans, which JSON and binary streams print differently, and dolphin wrongly in JSON. */
    enum Booleans {
        COMPARED,
        LEFT_OUT
    }

    private static final String BOOLEAN_OID = "16";

    private RowTexts() {}

    /** Transactions with rows, by xid and time, in order; inserts that were cancelled are gone. */
    static Map<String, List<String>> of(List<SlotMessage> messages, Booleans booleans) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Transaction transaction :
                Decoders.assemble(messages, tablesWithOldRow(messages)::contains)) {
            if (!transaction.isEmpty()) {
                rows.put(
                        transaction.position().xid()
                                + " csn "
                                + transaction.position().csn()
                                + " at "
                                + transaction.commitMicros(),
                        transaction.contents().stream()
                                .map(content -> text(content, booleans))
                                .toList());
            }
        }
        return rows;
    }

    private static Set<TableName> tablesWithOldRow(List<SlotMessage> messages) {
        Set<TableName> tables = new HashSet<>();
        for (SlotMessage message : messages) {
            if (message instanceof Change change && change.hasOldRow()) {
                tables.add(change.table());
            }
        }
        return tables;
    }

    private static String text(Content content, Booleans booleans) {
        return content instanceof Change change
                ? change
                        + " new "
                        + image(Expected.newRow(change), booleans)
                        + " old "
                        + image(change.oldRow(), booleans)
                : content.toString();
    }

    private static List<String> image(Optional<Row> image, Booleans booleans) {
        List<String> columns = new ArrayList<>();
        image.ifPresent(
                row -> {
                    for (int column = 0; column < row.shape().size(); column++) {
                        columns.add(row.shape().name(column) + "=" + value(row, column, booleans));
                    }
                });
        return columns;
    }

    private static String value(Row row, int column, Booleans booleans) {
        if (row.isNull(column)) {
            return "NULL";
        }
        String type = row.shape().type(column);
        if (!type.equals("boolean") && !type.equals(BOOLEAN_OID)) {
            return "'" + row.text(column) + "'";
        }
        if (booleans == Booleans.LEFT_OUT) {
            return "?";
        }
        return switch (row.text(column)) {
            case "true", "t", "1" -> "true";
            case "false", "f", "0" -> "false";
            default -> throw new IllegalStateException("boolean " + row.text(column));
        };
    }
}
