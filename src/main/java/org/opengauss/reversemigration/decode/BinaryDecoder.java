package org.opengauss.reversemigration.decode;

import static org.opengauss.reversemigration.model.SlotMessage.NO_TIME;

import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;
import org.opengauss.reversemigration.model.TypeNames;

/**
 * Decodes parallel streams of style {@code b}, with or without batches. Used by one thread.
 *
 * <p>A frame is a run of records, all integers big-endian: 4 bytes length of what follows up to the separator, 8 bytes
 * LSN (of a commit: its end), 1 byte tag, body; then, not counted, {@code P} (another record, or a length of zero that
 * ends the frame) or {@code F} (the frame ends). Values stay where they are: rows are slices of the frame's array.
 * Source: openGauss-server, src/gausskernel/storage/replication/logical/parallel_decode.cpp, parallel_reorderbuffer.cpp.
 */
public final class BinaryDecoder implements MessageDecoder {
    private static final Begin NOTHING_OPEN = new Begin(0, 0, Lsn.ZERO, NO_TIME, 0);

    private final Cursor in = new Cursor();
    private final BinaryRows rows;
    private final CommitTime commitTime = new CommitTime();
    private Begin open = NOTHING_OPEN;

    public BinaryDecoder(TypeNames types) {
        this.rows = new BinaryRows(types);
    }

    @Override
    public void decode(Frame frame, Consumer<SlotMessage> sink) {
        byte[] bytes = frame.bytes();
        int position = frame.from();
        while (true) {
            in.over(frame, position);
            int length = in.int32();
            if (length == 0 && position > frame.from()) {
                in.expectEnd();
                return;
            }
            if (length <= 0) {
                throw in.failure(position, "a record with a length that cannot be");
            }
            in.require(length);
            int end = in.position + length;
            in.limit = end;
            sink.accept(record());
            in.limit = bytes.length;
            if (in.position != end) {
                throw in.failure("bytes left over in a record");
            }
            if (in.skip('F')) {
                in.expectEnd();
                return;
            }
            in.expect("P");
            position = in.position;
        }
    }

    private SlotMessage record() {
        long lsn = in.int64();
        int tag = in.uint8();
        return switch (tag) {
            case 'B' -> begin();
            case 'C' -> commit(lsn);
            case 'I' -> change(Operation.INSERT);
            case 'U' -> change(Operation.UPDATE);
            case 'D' -> change(Operation.DELETE);
            default -> throw in.failure(in.position - 1, "a record of unknown kind");
        };
    }

    /** CSN, first LSN, then what options and versions add: {@code X} xid, {@code T} time, {@code O} origin. */
    private Begin begin() {
        long csn = in.int64();
        Lsn first = new Lsn(in.int64());
        long xid = in.skip('X') ? in.int64() : 0;
        long micros = in.skip('T') ? time() : NO_TIME;
        int origin = in.skip('O') ? in.int32() : 0;
        open = new Begin(xid, csn, first, micros, origin);
        return open;
    }

    /** {@code X} xid, {@code T} time, both optional; the CSN stands in the begin record. */
    private Commit commit(long end) {
        Begin begin = open;
        open = NOTHING_OPEN;
        long xid = in.skip('X') ? in.int64() : begin.xid();
        long micros = in.skip('T') ? time() : begin.commitMicros();
        return new Commit(new CommitPosition(new Lsn(end), Kind.END, xid, begin.csn()), micros);
    }

    private long time() {
        int length = in.int32();
        in.require(length);
        int end = in.position + length;
        long micros = commitTime.micros(in);
        if (in.position != end) {
            throw in.failure("a commit time of another length than announced");
        }
        return micros;
    }

    /** Schema, table, then {@code N} and the new row, {@code O} and the old row, as the operation has them. */
    private Change change(Operation operation) {
        BinaryRows.Table table = rows.table(in);
        in.in(table.name());
        Row newRow = operation != Operation.DELETE ? newRow(operation, table) : null;
        Row oldRow = operation != Operation.INSERT && in.skip('O') ? rows.read(in, table) : null;
        return new Change(operation, table.name(), newRow, oldRow);
    }

    private Row newRow(Operation operation, BinaryRows.Table table) {
        if (!in.skip('N')) {
            throw in.failure(operation + " without a new row");
        }
        return rows.read(in, table);
    }
}
