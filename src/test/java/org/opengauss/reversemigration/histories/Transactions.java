package org.opengauss.reversemigration.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.opengauss.reversemigration.histories.Table.ForeignKey;

/**
 * Draws transactions that a source with the schema could commit, each valid by MySQL's own equality when it ends; between,
 * only indexes that the source may defer are ever violated. One thread.
 */
final class Transactions {
    private static final int MOST_ROWS = 120;

    private final Random random;
    private final List<Table> tables;
    private final State state;
    private final boolean truncates;
    private final boolean losesInserts;
    private final boolean deferring;

    /** A table that gets most changes; -1 if none does. */
    private final int hot;

    /** Unique values let go of lately; who takes one in a later transaction meets what keys cannot see. */
    private final List<Released> released = new ArrayList<>();

    private List<Change> open = new ArrayList<>();
    private boolean defers;

    /** A statement of the step violated what the source checks at once. */
    private boolean refused;

    private record Released(int table, UniqueKey key, Row row) {}

    Transactions(
            Random random,
            List<Table> tables,
            State state,
            boolean truncates,
            boolean losesInserts,
            boolean deferring) {
        this.random = random;
        this.tables = tables;
        this.state = state;
        this.truncates = truncates;
        this.losesInserts = losesInserts;
        this.deferring = deferring;
        hot = chance(30) ? random.nextInt(tables.size()) : -1;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** The next transaction, already in the state; now and then one without changes. */
    List<Change> next() {
        open = new ArrayList<>();
        if (chance(3)) {
            return open;
        }
        defers = deferring && chance(25);
        int steps = chance(5) ? 10 + random.nextInt(30) : 1 + random.nextInt(chance(50) ? 2 : 6);
        for (int step = 0; step < steps; step++) {
            step();
        }
        if (state.violatesAny()) {
            undoTo(0);
        }
        return open;
    }

    private void step() {
        int before = open.size();
        refused = false;
        int table = hot >= 0 && chance(70) ? hot : random.nextInt(tables.size());
        scene(table);
        if (refused) {
            undoTo(before);
        }
    }

    private void undoTo(int size) {
        while (open.size() > size) {
            state.undo(open.remove(open.size() - 1));
        }
    }

    private void make(Change change) {
        state.apply(change);
        open.add(change);
        refused |= state.violatesAtOnce() || !defers && state.violatesAny();
    }

    private void turn(int table, Row before, Row after) {
        make(new Change.Turn(table, before, after));
    }

    private void scene(int table) {
        if (state.size(table) == 0) {
            insert(table);
            return;
        }
        int dice = random.nextInt(100);
        boolean full = state.size(table) > MOST_ROWS;
        if (dice < 28 && !full) {
            insert(table);
        } else if (dice < 50) {
            update(table, state.any(table, random));
        } else if (dice < 60) {
            delete(table, state.any(table, random));
        } else if (dice < 66) {
            reinsert(table);
        } else if (dice < 74) {
            swap(table);
        } else if (dice < 80) {
            rotate(table);
        } else if (dice < 86) {
            release(table);
        } else if (dice < 93) {
            take(table);
        } else if (dice < 96 && !full) {
            copy(table);
        } else if (dice == 96 && truncates && chance(40)) {
            truncate(table);
        } else if (dice == 97 && losesInserts) {
            make(new Change.LostInsert(table, fresh(table)));
        } else {
            hotRow(table);
        }
    }

    private Value draw(Column column) {
        if (column.nullable() && chance(25)) {
            return null;
        }
        return column.domain().get(random.nextInt(column.domain().size()));
    }

    private Row fresh(int table) {
        List<Column> columns = tables.get(table).columns();
        Value[] values = new Value[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = draw(columns.get(i));
        }
        for (ForeignKey key : tables.get(table).parents()) {
            values[key.column()] = parentOf(key, columns.get(key.column()));
        }
        return new Row(values);
    }

    private Value parentOf(ForeignKey key, Column column) {
        if (state.size(key.parent()) == 0 || column.nullable() && chance(25)) {
            return null;
        }
        return state.any(key.parent(), random).value(0);
    }

    private boolean hasItsParents(int table, Row row) {
        Table its = tables.get(table);
        return its.parents().stream()
                .allMatch(
                        key ->
                                row.value(key.column()) != null
                                        || its.columns().get(key.column()).nullable());
    }

    private void insert(int table) {
        for (int i = 0; i < 3; i++) {
            Row row = fresh(table);
            if (hasItsParents(table, row)) {
                int before = open.size();
                turn(table, null, row);
                if (!state.violatesAny() || defers && !refused && chance(30)) {
                    return;
                }
                undoTo(before);
                refused = false;
            }
        }
    }

    /** Sets some columns anew, now and then none, now and then those of a key. */
    private void update(int table, Row row) {
        Table its = tables.get(table);
        Value[] values = row.values();
        int columns = chance(10) ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < columns; i++) {
            int column = random.nextInt(values.length);
            boolean primary = its.primary().filter(key -> key.has(column)).isPresent();
            if (!its.isForeignKey(column) && (!primary || chance(40))) {
                values[column] = draw(its.columns().get(column));
            }
        }
        for (ForeignKey key : its.parents()) {
            if (chance(15)) {
                Value parent = parentOf(key, its.columns().get(key.column()));
                values[key.column()] = parent == null ? values[key.column()] : parent;
            }
        }
        change(table, row, new Row(values));
    }

    /** With what a foreign key does to the children. */
    private void change(int table, Row row, Row to) {
        turn(table, row, to);
        if (row.value(0) != to.value(0)) {
            forChildren(
                    table,
                    row.value(0),
                    (child, key, of) -> {
                        Value[] values = of.values();
                        values[key.column()] = to.value(0);
                        change(child, of, new Row(values));
                    });
        }
    }

    private void delete(int table, Row row) {
        turn(table, row, null);
        forChildren(
                table,
                row.value(0),
                (child, key, of) -> {
                    if (key.setsNull()) {
                        Value[] values = of.values();
                        values[key.column()] = null;
                        turn(child, of, new Row(values));
                    } else {
                        delete(child, of);
                    }
                });
    }

    private interface ToChild {
        void apply(int child, ForeignKey key, Row row);
    }

    private void forChildren(int parent, Value id, ToChild action) {
        for (int child = 0; child < tables.size(); child++) {
            for (ForeignKey key : tables.get(child).parents()) {
                if (key.parent() == parent) {
                    for (Row row : state.all(child)) {
                        Value value = row.value(key.column());
                        if (value != null && value.equals(id)) {
                            action.apply(child, key, row);
                        }
                    }
                }
            }
        }
    }

    /** Deletes a row and inserts one with the same primary key, or the same whole row. */
    private void reinsert(int table) {
        Row row = state.any(table, random);
        Value[] values = chance(30) ? row.values() : fresh(table).values();
        tables.get(table)
                .primary()
                .ifPresent(
                        key ->
                                key.parts()
                                        .forEach(p -> values[p.column()] = row.value(p.column())));
        delete(table, row);
        Row again = new Row(values);
        if (hasItsParents(table, again) && parentsThere(table, again)) {
            turn(table, null, again);
        }
    }

    private boolean parentsThere(int table, Row row) {
        return tables.get(table).parents().stream()
                .allMatch(
                        key ->
                                row.value(key.column()) == null
                                        || state.all(key.parent()).stream()
                                                .anyMatch(
                                                        parent ->
                                                                parent.value(0)
                                                                        .equals(
                                                                                row.value(
                                                                                        key
                                                                                                .column()))));
    }

    /** Columns of a key that may be set without touching parents or what children point to. */
    private boolean isFree(int table, UniqueKey key) {
        return !key.isPrimary() && key.parts().stream().noneMatch(p -> !movable(table, p.column()));
    }

    private boolean movable(int table, int column) {
        Table its = tables.get(table);
        return !its.isForeignKey(column) && its.primary().filter(key -> key.has(column)).isEmpty();
    }

    /** A secondary unique index whose values can be moved about, or null. */
    private UniqueKey freeKey(int table) {
        List<UniqueKey> keys =
                tables.get(table).keys().stream().filter(key -> isFree(table, key)).toList();
        return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
    }

    private static Row with(Row row, UniqueKey key, Row values) {
        Value[] changed = row.values();
        key.parts().forEach(part -> changed[part.column()] = values.value(part.column()));
        return new Row(changed);
    }

    /** Two rows exchange a unique value: at once with a deferrable index, else by way of others or a NULL. */
    private void swap(int table) {
        UniqueKey key = freeKey(table);
        Row one = state.any(table, random);
        Row other = state.any(table, random);
        if (key == null || one == other) {
            return;
        }
        Row oneAfter = with(one, key, other);
        Row otherAfter = with(other, key, one);
        if (defers && key.deferrable()) {
            turn(table, one, oneAfter);
            turn(table, other, otherAfter);
        } else if (chance(50)) {
            Row between = with(one, key, fresh(table));
            turn(table, one, between);
            if (state.violatesAny()) {
                return;
            }
            turn(table, other, otherAfter);
            turn(table, between, oneAfter);
        } else {
            turn(table, one, null);
            turn(table, other, otherAfter);
            turn(table, null, oneAfter);
        }
    }

    /** Several rows pass a unique value on; the last takes another. */
    private void rotate(int table) {
        UniqueKey key = freeKey(table);
        if (key == null || state.size(table) < 3) {
            return;
        }
        int count = 2 + random.nextInt(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Row row = state.any(table, random);
            if (!rows.contains(row)) {
                rows.add(row);
            }
        }
        Row values = fresh(table);
        for (Row row : rows) {
            turn(table, row, with(row, key, values));
            values = row;
            if (refused) {
                return;
            }
        }
    }

    /** A row lets go of a unique value, by a DELETE or an UPDATE; a later transaction may take it. */
    private void release(int table) {
        UniqueKey key = freeKey(table);
        if (key == null) {
            return;
        }
        Row row = state.any(table, random);
        released.add(new Released(table, key, row));
        if (released.size() > 6) {
            released.remove(0);
        }
        if (chance(40)) {
            delete(table, row);
        } else {
            turn(table, row, with(row, key, fresh(table)));
        }
    }

    /** A row takes a unique value that another let go of, or lets go of just now. */
    private void take(int table) {
        if (released.isEmpty()) {
            release(table);
            return;
        }
        Released taken = released.remove(random.nextInt(released.size()));
        if (state.size(taken.table()) > 0 && chance(60)) {
            Row row = state.any(taken.table(), random);
            turn(taken.table(), row, with(row, taken.key(), taken.row()));
        } else {
            Row row = with(fresh(taken.table()), taken.key(), taken.row());
            if (hasItsParents(taken.table(), row)) {
                turn(taken.table(), null, row);
            }
        }
    }

    /** The same row once more, where that may be. */
    private void copy(int table) {
        turn(table, null, new Row(state.any(table, random).values()));
    }

    /** The same few rows again and again. */
    private void hotRow(int table) {
        Row row = state.all(table).get(0);
        for (int i = 0; i < 3; i++) {
            Value[] values = row.values();
            int column = random.nextInt(values.length);
            if (movable(table, column)) {
                values[column] = draw(tables.get(table).columns().get(column));
            }
            Row next = new Row(values);
            int before = open.size();
            turn(table, row, next);
            if (state.violatesAny()) {
                undoTo(before);
                refused = false;
                return;
            }
            row = next;
        }
    }

    /** With every table that refers to it, as TRUNCATE CASCADE. */
    private void truncate(int table) {
        Map<Integer, List<Row>> rows = new TreeMap<>();
        addWithChildren(table, rows);
        make(new Change.Truncate(rows));
    }

    private void addWithChildren(int table, Map<Integer, List<Row>> rows) {
        if (rows.putIfAbsent(table, state.all(table)) != null) {
            return;
        }
        for (int child = 0; child < tables.size(); child++) {
            for (ForeignKey key : tables.get(child).parents()) {
                if (key.parent() == table) {
                    addWithChildren(child, rows);
                }
            }
        }
    }
}
