package org.opengauss.reversemigration.standin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.model.Lsn;

/** Finds the records in a frame of style {@code b}: length, LSN, tag, body, and a separator the length leaves out. */
final class BinaryRecords {
    /** A record: where its length word stands in the frame, its position and its tag. */
    record Record(int offset, int length, Lsn lsn, char tag) {}

    private BinaryRecords() {}

    static List<Record> of(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        List<Record> records = new ArrayList<>();
        int offset = 0;
        while (offset + 4 <= frame.length) {
            int length = in.getInt(offset);
            if (length == 0) {
                break;
            }
            Lsn lsn = new Lsn(in.getLong(offset + 4));
            records.add(new Record(offset, length, lsn, (char) in.get(offset + 12)));
            offset += 4 + length + 1;
        }
        return records;
    }
}
