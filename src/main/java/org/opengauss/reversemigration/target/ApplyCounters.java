package org.opengauss.reversemigration.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.opengauss.reversemigration.model.TableName;

/** What all appliers of one target did so far. Rows count when their MySQL transaction has committed. Thread-safe. */
public final class ApplyCounters {
    private final Map<TableName, TableAdders> tables = new ConcurrentHashMap<>();
    final LongAdder transactions = new LongAdder();
    final LongAdder chunks = new LongAdder();
    final LongAdder replays = new LongAdder();
    final LongAdder conflicts = new LongAdder();
    final LongAdder settled = new LongAdder();

    /** The numbers of one table. */
    public record TableCounts(
            long inserts,
            long updates,
            long deletes,
            long truncates,
            long skipped,
            long overwritten,
            long withoutIdentity) {
        public long rows() {
            return inserts + updates + deletes;
        }
    }

    /**
     * All numbers at about one instant.
     *
     * @param replays chunks that had to be rolled back and replayed
     * @param conflicts verdicts: changes that did not fit
     * @param settled commits whose answer was lost and that were settled by the ledger
     */
    public record Snapshot(
            long transactions,
            long chunks,
            long replays,
            long conflicts,
            long settled,
            Map<TableName, TableCounts> tables) {
        public long rows() {
            return tables.values().stream().mapToLong(TableCounts::rows).sum();
        }
    }

    static final class TableAdders {
        final LongAdder inserts = new LongAdder();
        final LongAdder updates = new LongAdder();
        final LongAdder deletes = new LongAdder();
        final LongAdder truncates = new LongAdder();
        final LongAdder skipped = new LongAdder();
        final LongAdder overwritten = new LongAdder();
        final LongAdder withoutIdentity = new LongAdder();

        private TableCounts counts() {
            return new TableCounts(
                    inserts.sum(),
                    updates.sum(),
                    deletes.sum(),
                    truncates.sum(),
                    skipped.sum(),
                    overwritten.sum(),
                    withoutIdentity.sum());
        }
    }

    TableAdders of(TableName table) {
        return tables.computeIfAbsent(table, name -> new TableAdders());
    }

    public Snapshot snapshot() {
        return new Snapshot(
                transactions.sum(),
                chunks.sum(),
                replays.sum(),
                conflicts.sum(),
                settled.sum(),
                tables.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, entry -> entry.getValue().counts())));
    }
}
