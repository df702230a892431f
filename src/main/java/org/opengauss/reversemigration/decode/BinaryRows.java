package org.opengauss.reversemigration.decode;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.TypeNames;

/**
 * Reads table names and tuples of style {@code b}. A tuple is 2 bytes number of columns, then for each column 2 bytes n,
 * name (quoted), 4 bytes type oid (these three are its label), 4 bytes n, value; n = -1 is NULL.
 *
 * <p>Names of tables and labels of columns are compared with what was seen before and parsed only when they are new. Used
 * by one thread.
 */
final class BinaryRows {
    /** Tables that come and go must not fill the heap: beyond this all is forgotten and learned anew. */
    private static final int MAX_KNOWN_BYTES = 32 << 20;

    /** A table as the stream names it, with the shapes of rows seen of it. */
    static final class Table {
        private final byte[] label;
        private final TableName name;
        private final Table next;
        private Shape shapes;

        Table(byte[] label, TableName name, Table next) {
            this.label = label;
            this.name = name;
            this.next = next;
        }

        TableName name() {
            return name;
        }
    }

    /** The labels of all columns in one array, where each ends, and the shape they make. */
    private record Shape(byte[] labels, int[] ends, RowShape row, Shape next) {}

    private final TypeNames types;
    private final RowShapes shapes = new RowShapes();
    private Table[] tables = new Table[1024];
    private int knownBytes;

    BinaryRows(TypeNames types) {
        this.types = requireNonNull(types, "types is null");
    }

    /** 2 bytes n, schema, 2 bytes n, table, both raw. */
    Table table(Cursor in) {
        int from = in.position;
        in.position += Short.BYTES + lengthAhead(in);
        in.position += Short.BYTES + lengthAhead(in);
        int end = in.position;
        int slot = slot(in.bytes, from, end);
        for (Table table = tables[slot]; table != null; table = table.next) {
            if (table.label.length == end - from
                    && Words.equal(in.bytes, from, table.label, 0, end - from)) {
                return table;
            }
        }
        if (knownBytes > MAX_KNOWN_BYTES) {
            tables = new Table[tables.length];
            shapes.clear();
            knownBytes = 0;
        }
        in.position = from;
        TableName name = shapes.table(new TableName(rawName(in), rawName(in)));
        tables[slot] = new Table(known(in, from), name, tables[slot]);
        return tables[slot];
    }

    private int slot(byte[] bytes, int from, int end) {
        long hash = end - from;
        for (int at = from; at < end - Long.BYTES; at += Long.BYTES) {
            hash = Words.hash(hash, Words.get(bytes, at));
        }
        // the last eight bytes, without what stands in front of a shorter label (there is a
        // record's header)
        int strangers = Math.max(0, Long.BYTES - (end - from));
        long last = Words.get(bytes, end - Long.BYTES) >>> 8 * strangers;
        return (int) (Words.hash(hash, last) >>> 54);
    }

    /** The length that stands here, checked against what is left. */
    private static int lengthAhead(Cursor in) {
        int position = in.position;
        int length = in.uint16();
        in.require(length);
        in.position = position;
        return length;
    }

    private static String rawName(Cursor in) {
        int length = in.uint16();
        in.require(length);
        if (length == 0) {
            throw in.failure("an empty name");
        }
        return in.text(in.position + length);
    }

    private byte[] known(Cursor in, int from) {
        knownBytes += in.position - from;
        return Arrays.copyOfRange(in.bytes, from, in.position);
    }

    Row read(Cursor in, Table table) {
        int count = in.uint16();
        if (count == 0) {
            throw in.failure(
                    "a row without columns: the server could not decode the stored row"
                            + " (a compressed tuple, or columns its catalog snapshot does not know)");
        }
        int[] bounds = new int[2 * count];
        for (Shape shape = table.shapes; shape != null; shape = shape.next) {
            if (shape.ends.length == count && readAs(shape, in, bounds)) {
                return new Row(shape.row, in.bytes, bounds);
            }
        }
        table.shapes = learn(in, count, table);
        if (!readAs(table.shapes, in, bounds)) {
            throw new IllegalStateException("a row does not have the shape just read from it");
        }
        return new Row(table.shapes.row, in.bytes, bounds);
    }

    /** Fills {@code bounds} and steps over the tuple, if its columns are those of {@code shape}. */
    private static boolean readAs(Shape shape, Cursor in, int[] bounds) {
        byte[] bytes = in.bytes;
        byte[] labels = shape.labels;
        int[] ends = shape.ends;
        int limit = in.limit;
        int position = in.position;
        int from = 0;
        for (int column = 0; column < ends.length; column++) {
            int width = ends[column] - from;
            int valueAt = position + width + Integer.BYTES;
            if (valueAt > limit || !Words.equal(bytes, position, labels, from, width)) {
                return false;
            }
            from = ends[column];
            int length = Cursor.int32(bytes, position + width);
            if (length < -1 || length > limit - valueAt) {
                in.position = valueAt;
                throw in.failure("the message is cut short");
            }
            bounds[2 * column] = length < 0 ? Row.NULL : valueAt;
            position = valueAt + Math.max(length, 0);
            bounds[2 * column + 1] = position;
        }
        in.position = position;
        return true;
    }

    /** The length in front of a value, -1 for NULL. */
    private static int valueLength(Cursor in) {
        int length = in.int32();
        if (length != -1) {
            in.require(length);
        }
        return length;
    }

    /** Parses the labels of the tuple here, without stepping over it. */
    private Shape learn(Cursor in, int count, Table table) {
        int start = in.position;
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        int[] ends = new int[count];
        List<String> names = new ArrayList<>();
        List<String> typeNames = new ArrayList<>();
        for (int column = 0; column < count; column++) {
            int from = in.position;
            int length = in.uint16();
            in.require(length);
            Cursor name =
                    in.within(Arrays.copyOfRange(in.bytes, in.position, in.position + length));
            names.add(Identifiers.one(name));
            name.expectEnd();
            in.position += length;
            typeNames.add(types.nameOf(in.int32()));
            labels.write(in.bytes, from, in.position - from);
            ends[column] = labels.size();
            int value = valueLength(in);
            in.position += Math.max(value, 0);
        }
        in.position = start;
        knownBytes += labels.size();
        return new Shape(
                labels.toByteArray(),
                ends,
                shapes.shape(table.name, names, typeNames),
                table.shapes);
    }
}
