package org.opengauss.reversemigration.dispatch;

import java.util.BitSet;
import java.util.List;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Marks the rows of a chunk early or late. Early rows run while earlier chunks run; late rows run, in their order, once
 * chunk {@link Lateness#after} has committed. Used by the dispatcher only.
 *
 * <p>A row is late if it shares a key with an earlier chunk still in flight, or with a late row of its own chunk (which it
 * would overtake), and then all its keys count as late. So early and late rows of a chunk never share a key. A change of a
 * whole table shares a key with every row of that table, a DDL with everything.
 *
 * <p>A mark is the chunk's sequence and, in the lowest bit, whether the row was late.
 */
public final class InFlightKeys {
    private final KeySource source;
    private final KeyTable table = new KeyTable();
    private final TableUses tables = new TableUses();
    private final KeyList keys = new KeyList();
    private int[] places = new int[8];

    private long generation;

    /** Up to here everything conflicts with whatever comes later. */
    private long barrier = Lateness.NONE;

    private long sequence;
    private long committed;
    private BitSet late;
    private long after;
    private boolean restIsLate;

    public InFlightKeys(KeySource source) {
        this.source = source;
        this.generation = source.generation();
    }

    /** Work whose rows are not known here: whatever is marked later waits for it. */
    public void barrier(long sequence) {
        barrier = sequence;
    }

    /**
     * @param sequence one more than that of the last chunk or barrier
     * @param rows contents of the transactions together
     * @param committed highest sequence that has committed
     */
    public Lateness mark(long sequence, List<Transaction> transactions, int rows, long committed) {
        this.sequence = sequence;
        this.committed = committed;
        table.begin(sequence);
        late = new BitSet(rows);
        after = Lateness.NONE;
        restIsLate = false;
        noteGeneration(sequence - 1);
        if (barrier > committed) {
            allLate(barrier);
        }
        int row = 0;
        for (Transaction transaction : transactions) {
            List<SlotMessage.Content> contents = transaction.contents();
            for (int i = 0; i < contents.size(); i++, row++) {
                if (isLate(contents.get(i))) {
                    late.set(row);
                }
            }
        }
        if (noteGeneration(sequence)) { // its keys are of either kind
            late.set(0, rows);
            waitFor(sequence - 1);
        }
        return new Lateness(late, late.cardinality(), after);
    }

    private boolean noteGeneration(long last) {
        long now = source.generation();
        if (now == generation) {
            return false;
        }
        generation = now;
        barrier = last;
        return true;
    }

    private boolean isLate(SlotMessage.Content content) {
        if (content instanceof Change change) {
            source.of(change, keys);
            return keys.isWholeTable() || keys.size() == 0
                    ? wholeTable(keys.table())
                    : row(tables.of(keys.table()));
        }
        if (content instanceof SlotMessage.Truncate truncate) {
            return truncate(truncate);
        }
        return everything();
    }

    private boolean row(TableUses.Use use) {
        boolean isLate = restIsLate | conflicts(use.whole, use.lateWhole);
        table.makeRoom(keys.size(), committed + 1 << 1);
        if (places.length < keys.size()) {
            places = new int[2 * keys.size()];
        }
        for (int i = 0; i < keys.size(); i++) {
            places[i] = table.find(keys.get(i));
            isLate |= conflicts(table.mark(places[i]));
        }
        for (int i = 0; i < keys.size(); i++) {
            table.put(places[i], keys.get(i), isLate);
        }
        use.note(sequence, isLate);
        return isLate;
    }

    private boolean conflicts(long mark) {
        long of = mark >> 1;
        if (of == sequence) {
            return (mark & 1) != 0;
        }
        return waitFor(of);
    }

    private boolean conflicts(long last, long lastLate) {
        return lastLate == sequence | (last != sequence && waitFor(last));
    }

    /** Whether that chunk is in flight: then a late row waits for it. */
    private boolean waitFor(long earlier) {
        if (earlier <= committed) {
            return false;
        }
        after = Math.max(after, earlier);
        return true;
    }

    private boolean wholeTable(long id) {
        TableUses.Use use = tables.of(id);
        boolean isLate = restIsLate | conflicts(use.before(sequence), use.late);
        noteWhole(use, isLate);
        return isLate;
    }

    private boolean truncate(SlotMessage.Truncate truncate) {
        boolean isLate = false;
        for (TableName name : truncate.tables()) {
            isLate |= wholeTable(source.table(name));
        }
        for (TableName name : truncate.tables()) {
            noteWhole(tables.of(source.table(name)), isLate);
        }
        return isLate;
    }

    private void noteWhole(TableUses.Use use, boolean isLate) {
        use.note(sequence, isLate);
        use.whole = sequence;
        if (isLate) {
            use.lateWhole = sequence;
        }
    }

    /** The rows before it are done with when it runs: either early ones, or late ones in their order. */
    private boolean everything() {
        barrier = sequence;
        if (!restIsLate && (sequence - 1 > committed || !late.isEmpty())) {
            allLate(sequence - 1);
        }
        return restIsLate;
    }

    private void allLate(long earlier) {
        restIsLate = true;
        waitFor(earlier);
    }
}
