package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.opengauss.reversemigration.standin.Manners.Version;

/** Style {@code b}: tag and body of a record; length, LSN and separator are the frame's. */
final class BinaryForm implements MessageForm {
    private final Manners manners;
    private final StreamOptions options;

    BinaryForm(Manners manners, StreamOptions options) {
        this.manners = manners;
        this.options = options;
    }

    @Override
    public byte[] begin(OpenTransaction transaction, long firstLsn) {
        Body body = new Body().int8('B').int64(transaction.csn()).int64(firstLsn);
        if (manners.version().atLeast(Version.V6_0)) {
            xid(body, transaction);
        }
        time(body, transaction);
        if (options.includeOriginId()) {
            body.int8('O').int32(0);
        }
        return body.bytes();
    }

    @Override
    public byte[] commit(OpenTransaction transaction) {
        Body body = new Body().int8('C');
        xid(body, transaction);
        time(body, transaction);
        return body.bytes();
    }

    private void xid(Body body, OpenTransaction transaction) {
        if (options.includeXids()) {
            body.int8('X').int64(transaction.xid);
        }
    }

    private void time(Body body, OpenTransaction transaction) {
        if (options.includeTimestamp()) {
            byte[] text =
                    CommitTime.text(transaction.commitMicros, options.clientZone()).getBytes(UTF_8);
            body.int8('T').int32(text.length).raw(text);
        }
    }

    @Override
    public byte[] row(RowImage row) {
        Body body = new Body().int8(row.operation());
        name(body, row.table().schema());
        name(body, row.table().name());
        tuple(body, 'N', row.newRow());
        tuple(body, 'O', row.oldRow());
        return body.bytes();
    }

    private static void tuple(Body body, char tag, List<RowImage.Cell> cells) {
        if (cells.isEmpty()) {
            return;
        }
        body.int8(tag).int16(cells.size());
        for (RowImage.Cell cell : cells) {
            name(body, Identifiers.quoted(cell.column().name()));
            body.int32(cell.column().type().oid());
            if (cell.plain() == null) {
                body.int32(-1);
            } else {
                byte[] value = cell.plain().getBytes(UTF_8);
                body.int32(value.length).raw(value);
            }
        }
    }

    private static void name(Body body, String name) {
        byte[] bytes = name.getBytes(UTF_8);
        body.int16(bytes.length).raw(bytes);
    }
}
