package org.opengauss.reversemigration.target;

import java.util.Arrays;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.TableName;

/** What a run of changes holds for one MySQL table, in source order. Used by one thread. */
final class TableChanges {
    private final TableName table;
    private Change[] changes = new Change[16];
    private int size;
    private boolean severalSources;
    private boolean insertsOnly = true;

    TableChanges(TableName table) {
        this.table = table;
    }

    /** The source table, or the first of them. */
    TableName table() {
        return table;
    }

    void add(Change change) {
        insertsOnly &= change.operation() == Operation.INSERT;
        put(change);
    }

    void addTruncate() {
        insertsOnly = false;
        put(null);
    }

    private void put(Change change) {
        if (size == changes.length) {
            changes = Arrays.copyOf(changes, 4 * size);
        }
        changes[size++] = change;
    }

    int size() {
        return size;
    }

    /** Null stands for a TRUNCATE. */
    Change get(int place) {
        return changes[place];
    }

    boolean insertsOnly() {
        return insertsOnly;
    }

    void isFromAnotherSourceToo() {
        severalSources = true;
    }

    /** Whether more than one source table is mapped here: their columns may differ. */
    boolean hasSeveralSources() {
        return severalSources;
    }
}
