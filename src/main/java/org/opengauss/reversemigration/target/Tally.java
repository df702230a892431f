package org.opengauss.reversemigration.target;

import java.util.HashMap;
import java.util.Map;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.TableName;

/** What an open MySQL transaction did, to be counted once it has committed. Used by one thread. */
final class Tally {
    /** What happened to a change. */
    enum Outcome {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE,
        /** Left out after a verdict, kept as a dead letter. */
        SKIPPED,
        /** Made to fit after a verdict. */
        OVERWRITTEN,
        /** Left out because it names no row. */
        WITHOUT_IDENTITY
    }

    private final Map<TableName, long[]> tables = new HashMap<>();
    private TableName lastTable;
    private long[] lastCounts;

    void add(Change change) {
        add(
                change.table(),
                switch (change.operation()) {
                    case INSERT -> Outcome.INSERT;
                    case UPDATE -> Outcome.UPDATE;
                    case DELETE -> Outcome.DELETE;
                });
    }

    void add(TableName table, Outcome outcome) {
        if (table != lastTable) { // neighbours mostly share the instance
            lastCounts = tables.computeIfAbsent(table, name -> new long[Outcome.values().length]);
            lastTable = table;
        }
        lastCounts[outcome.ordinal()]++;
    }

    void addAll(Tally other) {
        other.tables.forEach(
                (table, added) -> {
                    long[] counts =
                            tables.computeIfAbsent(
                                    table, name -> new long[Outcome.values().length]);
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] += added[i];
                    }
                });
    }

    void clear() {
        tables.clear();
        lastTable = null;
        lastCounts = null;
    }

    void moveTo(ApplyCounters counters) {
        tables.forEach(
                (table, counts) -> {
                    ApplyCounters.TableAdders adders = counters.of(table);
                    adders.inserts.add(counts[Outcome.INSERT.ordinal()]);
                    adders.updates.add(counts[Outcome.UPDATE.ordinal()]);
                    adders.deletes.add(counts[Outcome.DELETE.ordinal()]);
                    adders.truncates.add(counts[Outcome.TRUNCATE.ordinal()]);
                    adders.skipped.add(counts[Outcome.SKIPPED.ordinal()]);
                    adders.overwritten.add(counts[Outcome.OVERWRITTEN.ordinal()]);
                    adders.withoutIdentity.add(counts[Outcome.WITHOUT_IDENTITY.ordinal()]);
                });
        clear();
    }
}
