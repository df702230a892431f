package org.opengauss.reversemigration.histories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All rows at one moment, which unique indexes they violate, and a digest to know the state by. One thread. */
final class State {
    private final List<Table> tables;
    private final Equality equality;
    private final List<Rows> rows = new ArrayList<>();
    private int violations;
    private int violationsAtOnce;

    private static final class Rows {
        private final List<Row> all = new ArrayList<>();
        private final Map<Row, Integer> places = new IdentityHashMap<>();
        private final List<Map<List<Object>, List<Row>>> indexes = new ArrayList<>();
        private long digest;
    }

    State(List<Table> tables, Equality equality) {
        this.tables = tables;
        this.equality = equality;
        for (Table table : tables) {
            Rows empty = new Rows();
            table.keys().forEach(key -> empty.indexes.add(new HashMap<>()));
            rows.add(empty);
        }
    }

    void apply(Change change) {
        if (change instanceof Change.Turn turn) {
            turn(turn.table(), turn.before(), turn.after());
        } else if (change instanceof Change.Truncate truncate) {
            truncate.rows().forEach((table, gone) -> gone.forEach(row -> remove(table, row)));
        }
    }

    void undo(Change change) {
        if (change instanceof Change.Turn turn) {
            turn(turn.table(), turn.after(), turn.before());
        } else if (change instanceof Change.Truncate truncate) {
            truncate.rows().forEach((table, gone) -> gone.forEach(row -> add(table, row)));
        }
    }

    private void turn(int table, Row from, Row to) {
        if (from != null) {
            remove(table, from);
        }
        if (to != null) {
            add(table, to);
        }
    }

    private void add(int table, Row row) {
        Rows its = rows.get(table);
        its.places.put(row, its.all.size());
        its.all.add(row);
        its.digest += Row.hash(row.shown());
        List<UniqueKey> keys = tables.get(table).keys();
        for (int i = 0; i < keys.size(); i++) {
            List<Object> key = keys.get(i).of(row, tables.get(table).columns(), equality);
            if (key != null) {
                List<Row> held = its.indexes.get(i).computeIfAbsent(key, k -> new ArrayList<>(1));
                count(table, keys.get(i), held.isEmpty() ? 0 : 1);
                held.add(row);
            }
        }
    }

    private void remove(int table, Row row) {
        Rows its = rows.get(table);
        int place = its.places.remove(row);
        Row last = its.all.remove(its.all.size() - 1);
        if (last != row) {
            its.all.set(place, last);
            its.places.put(last, place);
        }
        its.digest -= Row.hash(row.shown());
        List<UniqueKey> keys = tables.get(table).keys();
        for (int i = 0; i < keys.size(); i++) {
            List<Object> key = keys.get(i).of(row, tables.get(table).columns(), equality);
            if (key != null) {
                List<Row> held = its.indexes.get(i).get(key);
                held.removeIf(other -> other == row);
                count(table, keys.get(i), held.isEmpty() ? 0 : -1);
                if (held.isEmpty()) {
                    its.indexes.get(i).remove(key);
                }
            }
        }
    }

    private void count(int table, UniqueKey key, int change) {
        violations += change;
        if (tables.get(table).checksAtOnce(key)) {
            violationsAtOnce += change;
        }
    }

    boolean violatesAny() {
        return violations > 0;
    }

    /** Indexes that no statement may leave violated. */
    boolean violatesAtOnce() {
        return violationsAtOnce > 0;
    }

    int size(int table) {
        return rows.get(table).all.size();
    }

    Row any(int table, Random random) {
        List<Row> all = rows.get(table).all;
        return all.get(random.nextInt(all.size()));
    }

    /** A copy. */
    List<Row> all(int table) {
        return List.copyOf(rows.get(table).all);
    }

    /** The row that has this key in that index of the table, or null. */
    Row holder(int table, int key, Row like) {
        Table its = tables.get(table);
        List<Object> value = its.keys().get(key).of(like, its.columns(), equality);
        List<Row> held = value == null ? null : rows.get(table).indexes.get(key).get(value);
        return held == null ? null : held.get(0);
    }

    long digest(int table) {
        return rows.get(table).digest;
    }

    long[] digests() {
        long[] digests = new long[tables.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = rows.get(i).digest;
        }
        return digests;
    }
}
