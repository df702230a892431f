package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SET, each member checked and written in the column's order. */
final class SetWriter implements ValueWriter {
    private final Map<ByteBuffer, Integer> positions = new HashMap<>();
    private final List<String> members;

    SetWriter(TargetColumn column) {
        this.members = column.members();
        for (int i = 0; i < members.size(); i++) {
            byte[] member = members.get(i).getBytes(UTF_8);
            positions.put(Members.key(member, 0, member.length), i);
        }
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        long present = 0;
        for (int start = from; start < to; ) {
            int end = start;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            Integer position = positions.get(Members.key(bytes, start, end));
            if (position == null) {
                throw UnfitValueException.because("holds what is not a member of the SET");
            }
            present |= 1L << position;
            start = end + 1;
        }
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            if ((present >> i & 1) != 0) {
                labels.append(labels.length() == 0 ? "" : ",").append(members.get(i));
            }
        }
        sql.literal(labels.toString());
    }
}
