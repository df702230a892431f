package org.opengauss.reversemigration.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/**
 * Reads a row message, a JSON object whose eight keys always come in the same order, without blanks:
 *
 * <pre>{"table_name":S,"op_type":S,"columns_name":A,"columns_type":A,"columns_val":A,
 *  "old_keys_name":A,"old_keys_type":A,"old_keys_val":A}</pre>
 *
 * <p>All between the opening brace and the first value (the head), and all between the two value arrays (the middle), is
 * the same for each row of a table: it is compared with what was seen before and parsed only when it is new. So a row
 * costs its values. Used by one thread.
 */
final class JsonRows {
    private static final int NAME_AT = "{\"table_name\":\"".length();
    private static final int OPERATION_AFTER_NAME = "\",\"op_type\":\"".length();

    /** Tables that come and go must not fill the heap: beyond this all is forgotten and learned anew. */
    private static final int MAX_KNOWN_BYTES = 32 << 20;

    /** The bytes up to the first value, and what they say. */
    private static final class Head {
        final byte[] text;
        final TableName table;
        final Operation operation;
        final RowShape shape;
        final Head next;
        Middle middles;

        Head(byte[] text, TableName table, Operation operation, RowShape shape, Head next) {
            this.text = text;
            this.table = table;
            this.operation = operation;
            this.shape = shape;
            this.next = next;
        }
    }

    /** The bytes between new and old values, and the shape of the old row they give. */
    private record Middle(byte[] text, RowShape shape, Middle next) {}

    private final RowShapes shapes = new RowShapes();
    private final JsonValues values = new JsonValues();
    private Head[] heads = new Head[1024];
    private int knownBytes;

    Change read(Cursor in) {
        Head head = head(in);
        in.in(head.table);
        values.start(in.limit - in.position);
        int[] columns = values.read(in, head.shape.size());
        RowShape oldShape = middle(in, head);
        int[] old = values.read(in, oldShape.size());
        in.expect("}");
        in.expectEnd();
        byte[] bytes = values.finish();
        return new Change(
                head.operation,
                head.table,
                columns.length == 0 ? null : new Row(head.shape, bytes, columns),
                old.length == 0 ? null : new Row(oldShape, bytes, old));
    }

    private Head head(Cursor in) {
        int slot = slot(in);
        for (Head head = heads[slot]; head != null; head = head.next) {
            if (stepOver(in, head.text)) {
                return head;
            }
        }
        if (knownBytes > MAX_KNOWN_BYTES) {
            heads = new Head[heads.length];
            shapes.clear();
            knownBytes = 0;
        }
        heads[slot] = parseHead(in, heads[slot]);
        return heads[slot];
    }

    private static boolean stepOver(Cursor in, byte[] text) {
        int from = in.position;
        if (in.limit - from < text.length
                || !Arrays.equals(in.bytes, from, from + text.length, text, 0, text.length)) {
            return false;
        }
        in.position += text.length;
        return true;
    }

    /** A hash of table name and operation, without looking whether they are where they should be. */
    private static int slot(Cursor in) {
        long hash = 0;
        int position = in.position + NAME_AT;
        while (in.limit - position >= Long.BYTES) {
            long word = Words.get(in.bytes, position);
            long marks = Words.marks(word, '"');
            position += Words.before(marks);
            if (marks != 0) {
                // what stands before the quote: an escaped one ends only the hash
                hash = Words.hash(hash, word & (marks & -marks) - 1);
                break;
            }
            hash = Words.hash(hash, word);
        }
        position += OPERATION_AFTER_NAME;
        hash = position < in.limit ? Words.hash(hash, in.bytes[position]) : hash;
        return (int) (hash >>> 54);
    }

    private Head parseHead(Cursor in, Head next) {
        int from = in.position;
        in.expect("{\"table_name\":");
        Cursor name = in.within(JsonText.string(in));
        TableName table = shapes.table(Identifiers.table(name));
        name.expectEnd();
        in.in(table);
        in.expect(",\"op_type\":\"");
        Operation operation = operation(in);
        in.expect("\",\"columns_name\":");
        RowShape shape = parseShape(in, table, ",\"columns_type\":");
        in.expect(",\"columns_val\":[");
        if (operation == Operation.DELETE && shape.size() > 0) {
            throw in.failure("a DELETE with a new row");
        }
        if (operation != Operation.DELETE && shape.size() == 0) {
            throw in.failure(
                    operation
                            + " without columns: the server could not decode the stored row"
                            + " (a compressed tuple, or columns its catalog snapshot does not know)");
        }
        return new Head(known(in, from), table, operation, shape, next);
    }

    private static Operation operation(Cursor in) {
        for (Operation operation : Operation.values()) {
            if (in.skip(operation.name())) {
                return operation;
            }
        }
        throw in.failure("an unknown op_type");
    }

    private RowShape middle(Cursor in, Head head) {
        for (Middle middle = head.middles; middle != null; middle = middle.next) {
            if (stepOver(in, middle.text)) {
                return middle.shape;
            }
        }
        int from = in.position;
        in.expect(",\"old_keys_name\":");
        RowShape shape = parseShape(in, head.table, ",\"old_keys_type\":");
        in.expect(",\"old_keys_val\":[");
        if (head.operation == Operation.INSERT && shape.size() > 0) {
            throw in.failure("an INSERT with an old row");
        }
        head.middles = new Middle(known(in, from), shape, head.middles);
        return shape;
    }

    private byte[] known(Cursor in, int from) {
        knownBytes += in.position - from;
        return Arrays.copyOfRange(in.bytes, from, in.position);
    }

    private RowShape parseShape(Cursor in, TableName table, String typesKey) {
        List<String> names = new ArrayList<>();
        for (byte[] quoted : JsonText.array(in)) {
            Cursor name = in.within(quoted);
            names.add(Identifiers.one(name));
            name.expectEnd();
        }
        in.expect(typesKey);
        List<String> types = new ArrayList<>();
        for (byte[] type : JsonText.array(in)) {
            types.add(in.within(type).text(type.length));
        }
        if (names.size() != types.size()) {
            throw in.failure(names.size() + " column names but " + types.size() + " types");
        }
        return shapes.shape(table, names, types);
    }
}
