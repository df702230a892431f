package org.opengauss.reversemigration.target;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/**
 * What a run of changes does to one table in the end: rows that vanish, and rows that are there afterwards. Deleting the
 * one and then inserting the other passes states that no unique index allows in between, as a source with a deferrable
 * constraint may have done (two rows that swap their values).
 */
final class NetEffect {
    private final TableName table;
    private boolean truncated;

    /** Deletes of rows that were there before the run. */
    private final List<Change> deletes = new ArrayList<>();

    /**
     * Old images taken for rows that the run made. Where a key may be twice for a while, such an image could also name a
     * row from before, and then nobody can tell which: none may be there.
     */
    private final List<Change> absent = new ArrayList<>();

    /** Keys whose row from before is gone already. */
    private final Set<List<ByteBuffer>> released = new HashSet<>();

    /** Rows that the run made and that are still there, in the order they were made. */
    private final Set<Made> made = new LinkedHashSet<>();

    /** The same by identity; several of one identity only where the identity is the whole row. */
    private final Map<List<ByteBuffer>, Deque<Made>> madeByIdentity = new HashMap<>();

    /** A row made by the run; compared as an object, equal rows are different ones. */
    private static final class Made {
        private final Change insert;

        Made(Change insert) {
            this.insert = insert;
        }
    }

    private NetEffect(TableName table) {
        this.table = table;
    }

    /**
     * The net effect on {@code table}; empty where it cannot be told: an image lacks columns of the target, or a change
     * names no row.
     */
    static Optional<NetEffect> of(
            List<SlotMessage.Content> contents, TableName table, TargetTable target) {
        NetEffect effect = new NetEffect(table);
        Optional<List<String>> identity = identityOf(contents, table);
        for (SlotMessage.Content content : contents) {
            if (content instanceof SlotMessage.Truncate truncate
                    && truncate.tables().contains(table)) {
                effect.truncate();
            } else if (content instanceof Change change
                    && change.table().equals(table)
                    && !effect.add(change, identity, target)) {
                return Optional.empty();
            }
        }
        return Optional.of(effect);
    }

    /** Columns of the old images; without any nothing is released by the run. */
    private static Optional<List<String>> identityOf(
            List<SlotMessage.Content> contents, TableName table) {
        for (SlotMessage.Content content : contents) {
            if (content instanceof Change change
                    && change.table().equals(table)
                    && change.hasOldRow()) {
                return change.oldRow().map(row -> row.shape().names());
            }
        }
        return Optional.empty();
    }

    private void truncate() {
        truncated = true;
        deletes.clear();
        absent.clear();
        made.clear();
        madeByIdentity.clear();
    }

    private boolean add(Change change, Optional<List<String>> identity, TargetTable target) {
        if (change.operation() != Operation.INSERT) {
            Optional<Row> old = change.oldRow();
            if (old.isEmpty() || identity.isEmpty()) {
                return false;
            }
            Optional<List<ByteBuffer>> key = key(old.get(), identity.get());
            if (key.isEmpty()) {
                return false;
            }
            remove(key.get(), old.get());
        }
        if (change.operation() == Operation.DELETE) {
            return true;
        }
        if (!covers(change.newRow(), target)) {
            return false;
        }
        Made row = new Made(new Change(Operation.INSERT, table, change.newRow(), null));
        made.add(row);
        if (identity.isPresent()) {
            Optional<List<ByteBuffer>> key = key(change.newRow(), identity.get());
            if (key.isEmpty()) {
                return false;
            }
            madeByIdentity.computeIfAbsent(key.get(), any -> new ArrayDeque<>()).addLast(row);
        }
        return true;
    }

    private void remove(List<ByteBuffer> key, Row old) {
        Change delete = new Change(Operation.DELETE, table, null, old);
        Deque<Made> ours = madeByIdentity.get(key);
        if (ours == null || ours.isEmpty()) {
            released.add(key);
            deletes.add(delete);
            return;
        }
        Made row = ours.removeFirst();
        made.remove(row);
        boolean isWholeRow = old.shape().size() == row.insert.newRow().shape().size();
        if (!truncated && !isWholeRow && !released.contains(key)) {
            absent.add(delete);
        }
    }

    private static boolean covers(Row row, TargetTable target) {
        for (TargetColumn column : target.columns()) {
            if (!column.generated() && valueOf(row, column.name()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Position of a column whose value the row carries, or -1. */
    private static int valueOf(Row row, String name) {
        RowShape shape = row.shape();
        for (int column = 0; column < shape.size(); column++) {
            if (shape.name(column).equalsIgnoreCase(name)) {
                return row.isUnchanged(column) ? -1 : column;
            }
        }
        return -1;
    }

    /** The source's own bytes: equal bytes are equal values; unequal bytes name different rows of the source. */
    private static Optional<List<ByteBuffer>> key(Row row, List<String> identity) {
        List<ByteBuffer> key = new ArrayList<>(identity.size());
        for (String name : identity) {
            int column = valueOf(row, name);
            if (column < 0) {
                return Optional.empty();
            }
            key.add(
                    row.isNull(column)
                            ? null
                            : ByteBuffer.wrap(row.bytes(), row.start(column), row.length(column)));
        }
        return Optional.of(key);
    }

    /**
     * Executes deletes, then inserts, each checked.
     *
     * @throws Verdict if a row does not fit, or it cannot be told which row a change named; what was executed is to be
     *     taken back
     */
    void execute(TargetSession session, SingleRow rows) throws SQLException, Verdict {
        for (Change change : absent) {
            rows.expectAbsent(session, change);
        }
        if (truncated) {
            rows.truncate(session, table);
        }
        for (Change delete : deletes) {
            rows.delete(session, delete);
        }
        for (Made row : made) {
            rows.insert(session, row.insert);
        }
    }
}
