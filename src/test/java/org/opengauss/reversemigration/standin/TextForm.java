package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.Manners.Version;

/** Serial output and the parallel styles {@code j} and {@code t}. */
final class TextForm implements MessageForm {
    private final Manners manners;
    private final StreamOptions options;

    TextForm(Manners manners, StreamOptions options) {
        this.manners = manners;
        this.options = options;
    }

    @Override
    public byte[] begin(OpenTransaction transaction, long firstLsn) {
        StringBuilder text = new StringBuilder("BEGIN");
        if (options.isSerial()) {
            if (options.includeXids()) {
                text.append(' ').append(transaction.xid);
            }
            if (options.includeOriginId()) {
                text.append(" ORIGIN_ID 0");
            }
            return text.toString().getBytes(UTF_8);
        }
        text.append(" CSN: ").append(transaction.csn());
        text.append(" first_lsn: ").append(new Lsn(firstLsn));
        if (options.includeXids() && manners.version().atLeast(Version.V6_0)) {
            text.append(" xid: ").append(transaction.xid);
        }
        if (options.includeTimestamp()) {
            text.append(" commit_time: ").append(time(transaction));
        }
        if (options.includeOriginId()) {
            text.append(" origin_id: 0");
        }
        return text.toString().getBytes(UTF_8);
    }

    @Override
    public byte[] commit(OpenTransaction transaction) {
        StringBuilder text = new StringBuilder(options.isSerial() ? "COMMIT" : "commit");
        if (options.includeXids()) {
            text.append(options.isSerial() ? " " : " xid: ").append(transaction.xid);
        }
        if (options.includeTimestamp()) {
            text.append(" (at ").append(time(transaction)).append(')');
        }
        if (options.isSerial()) {
            text.append(" CSN ").append(transaction.csn());
        }
        return text.toString().getBytes(UTF_8);
    }

    private String time(OpenTransaction transaction) {
        return CommitTime.text(transaction.commitMicros, options.clientZone());
    }

    @Override
    public byte[] row(RowImage row) {
        String text = options.style() == StreamOptions.Style.TEXT ? line(row) : json(row);
        return text.getBytes(UTF_8);
    }

    private static String json(RowImage row) {
        StringBuilder text = new StringBuilder("{\"table_name\":");
        JsonText.string(
                text,
                Identifiers.quoted(row.table().schema())
                        + "."
                        + Identifiers.quoted(row.table().name()));
        text.append(",\"op_type\":\"").append(row.operationName()).append('"');
        group(text, "columns", row.newRow());
        group(text, "old_keys", row.oldRow());
        return text.append('}').toString();
    }

    private static void group(StringBuilder text, String name, List<RowImage.Cell> cells) {
        array(text, name + "_name", cells, cell -> Identifiers.quoted(cell.column().name()));
        array(text, name + "_type", cells, cell -> cell.column().type().name());
        array(text, name + "_val", cells, TextForm::literal);
    }

    private static void array(
            StringBuilder text,
            String name,
            List<RowImage.Cell> cells,
            Function<RowImage.Cell, String> part) {
        text.append(",\"").append(name).append("\":[");
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            JsonText.string(text, part.apply(cells.get(i)));
        }
        text.append(']');
    }

    private static String literal(RowImage.Cell cell) {
        return ValueText.literal(cell.column(), cell.plain());
    }

    private static String line(RowImage row) {
        StringBuilder text = new StringBuilder("table ");
        text.append(row.table().schema()).append(' ').append(row.table().name());
        text.append(' ').append(row.operationName()).append(':');
        if (row.operation() == 'U' && !row.oldRow().isEmpty()) {
            tuple(text.append(" old-key:"), row.oldRow());
            text.append(" new-tuple:");
        }
        List<RowImage.Cell> cells = row.operation() == 'D' ? row.oldRow() : row.newRow();
        if (cells.isEmpty()) {
            return text.append(" (no-tuple-data)").toString();
        }
        tuple(text, cells);
        return text.toString();
    }

    private static void tuple(StringBuilder text, List<RowImage.Cell> cells) {
        for (RowImage.Cell cell : cells) {
            text.append(' ').append(Identifiers.quoted(cell.column().name()));
            text.append('[').append(cell.column().type().name()).append("]:");
            text.append(literal(cell));
        }
    }
}
