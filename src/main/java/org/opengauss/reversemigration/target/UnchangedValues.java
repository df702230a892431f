package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.Row;

/** Values that an UPDATE did not send because they did not change. */
final class UnchangedValues {
    private UnchangedValues() {}

    static boolean areIn(Row row) {
        int columns = row.shape().size();
        for (int i = 0; i < columns; i++) {
            if (row.isUnchanged(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code now} with the values it does not carry taken from the image before it.
     *
     * @return null if the images have different columns
     */
    static Row taken(Row now, Row earlier) {
        if (now.shape() != earlier.shape()) {
            return null;
        }
        return areIn(now) ? merged(now, earlier) : now;
    }

    private static Row merged(Row now, Row earlier) {
        int columns = now.shape().size();
        int size = 0;
        for (int i = 0; i < columns; i++) {
            size += from(now, earlier, i).length(i);
        }
        byte[] bytes = new byte[size];
        int[] bounds = new int[2 * columns];
        int end = 0;
        for (int i = 0; i < columns; i++) {
            Row row = from(now, earlier, i);
            int length = row.length(i);
            boolean hasValue = !row.isNull(i) && !row.isUnchanged(i);
            bounds[2 * i] = hasValue ? end : row.start(i);
            if (hasValue) {
                System.arraycopy(row.bytes(), row.start(i), bytes, end, length);
                end += length;
            }
            bounds[2 * i + 1] = end;
        }
        return new Row(now.shape(), bytes, bounds);
    }

    private static Row from(Row now, Row earlier, int column) {
        return now.isUnchanged(column) ? earlier : now;
    }
}
