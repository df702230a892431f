package org.opengauss.reversemigration.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * One row image: for each column of its shape the text of the value with all escaping of the stream undone, as bytes in
 * the database's encoding (UTF-8), or SQL NULL, or "unchanged" (a TOAST value the server did not send).
 *
 * <p>Values are slices of one shared array, so that a row costs two small objects whatever its width. Bits come without
 * {@code B'..'}, quoted literals without quotes; a boolean is {@code true}/{@code false} in JSON and text streams and
 * {@code t}/{@code f} (dolphin: {@code 1}/{@code 0}) in binary ones. Immutable by convention: nobody writes into the
 * array.
 */
public final class Row {
    /** Start bound of a column that is SQL NULL. */
    public static final int NULL = -1;

    /** Start bound of a column whose value was not sent because it did not change. */
    public static final int UNCHANGED = -2;

    private final RowShape shape;
    private final byte[] bytes;
    private final int[] bounds;

    /**
     * @param bounds start and end offset of each column in turn; a start of {@link #NULL} or {@link #UNCHANGED} has no
     *     meaningful end
     */
    public Row(RowShape shape, byte[] bytes, int[] bounds) {
        this.shape = requireNonNull(shape, "shape is null");
        this.bytes = requireNonNull(bytes, "bytes is null");
        this.bounds = requireNonNull(bounds, "bounds is null");
        if (bounds.length != 2 * shape.size()) {
            throw new IllegalArgumentException(
                    "row of " + shape.size() + " columns has " + bounds.length / 2 + " values");
        }
    }

    public RowShape shape() {
        return shape;
    }

    public byte[] bytes() {
        return bytes;
    }

    public boolean isNull(int column) {
        return bounds[2 * column] == NULL;
    }

    public boolean isUnchanged(int column) {
        return bounds[2 * column] == UNCHANGED;
    }

    public int start(int column) {
        return bounds[2 * column];
    }

    public int end(int column) {
        return bounds[2 * column + 1];
    }

    public int length(int column) {
        return bounds[2 * column] < 0 ? 0 : bounds[2 * column + 1] - bounds[2 * column];
    }

    /** Bytes of the values and of their bounds. */
    int approximateBytes() {
        int total = 4 * bounds.length;
        for (int at = 0; at < bounds.length; at += 2) {
            total += bounds[at] < 0 ? 0 : bounds[at + 1] - bounds[at];
        }
        return total;
    }

    /** The value as text; only for a column that is neither NULL nor unchanged. */
    public String text(int column) {
        return new String(bytes, start(column), length(column), UTF_8);
    }

    /** Names the columns only: values are private. */
    @Override
    public String toString() {
        return "Row" + shape;
    }
}
