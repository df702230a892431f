package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/**
 * Executes changes with few statements and few round trips. Rows of different tables commute, so each table's changes
 * are taken together; of a table with one unique index only their net effect is executed, of any other all changes in
 * source order. Every count is checked. Used by one thread.
 */
final class FastForm {
    private final StatementWriter writer;
    private final Unnamed unnamed;
    private final Packet packet = new Packet();
    private final MultiRow rows;
    private final Compactor compactor;

    private final List<TableChanges> tables = new ArrayList<>();
    private final Map<TableName, TableChanges> bySource = new HashMap<>();
    private final Map<String, TableChanges> byTarget = new HashMap<>();
    private TableName lastSource;
    private TableChanges last;

    FastForm(StatementWriter writer, Unnamed unnamed) {
        this.writer = writer;
        this.unnamed = unnamed;
        this.rows = new MultiRow(writer, packet);
        this.compactor = new Compactor(writer);
    }

    /**
     * Executes {@code contents} in the open transaction.
     *
     * @throws SQLException if MySQL refused a statement or the link was lost
     * @throws Verdict if a count was wrong, or a change must not be applied as it is; which of them is to be found by a
     *     plain replay
     * @throws TargetException if a value does not fit or a table's definition cannot be had
     */
    void execute(TargetSession on, List<SlotMessage.Content> contents, Tally tally)
            throws SQLException, Verdict {
        packet.open(on);
        write(contents, tally);
        packet.flush();
    }

    /**
     * Like {@link #execute}, but the last packet stays here: {@link #finish} sends it. Of all packets the counts are
     * compared by the server too.
     */
    void begin(TargetSession on, List<SlotMessage.Content> contents, Tally tally)
            throws SQLException, Verdict {
        packet.open(on);
        packet.guard();
        write(contents, tally);
    }

    /** What must hold for a COMMIT behind {@link #begin}: {@code AND ..}, or empty. */
    String condition() {
        return packet.condition();
    }

    /** Sends the last packet with the statements that end the transaction. */
    void finish(String ending) throws SQLException {
        packet.flushAnd(ending);
    }

    private void write(List<SlotMessage.Content> contents, Tally tally)
            throws SQLException, Verdict {
        rows.forget();
        try {
            for (SlotMessage.Content content : contents) {
                collect(content, tally);
            }
            for (TableChanges table : tables) {
                write(table);
            }
        } finally {
            forget();
        }
    }

    private void forget() {
        tables.clear();
        bySource.clear();
        byTarget.clear();
        lastSource = null;
        last = null;
        compactor.clear();
    }

    private void collect(SlotMessage.Content content, Tally tally) throws Verdict {
        if (content instanceof Change change) {
            if (unnamed.leavesOut(change)) {
                tally.add(change.table(), Tally.Outcome.WITHOUT_IDENTITY);
                return;
            }
            of(change.table()).add(change);
            tally.add(change);
        } else if (content instanceof SlotMessage.Truncate truncate) {
            for (TableName table : truncate.tables()) {
                of(table).addTruncate();
                tally.add(table, Tally.Outcome.TRUNCATE);
            }
        } else {
            throw Refusals.ddl((SlotMessage.Ddl) content);
        }
    }

    private TableChanges of(TableName source) {
        if (source != lastSource) { // neighbours mostly share the instance
            last = bySource.computeIfAbsent(source, this::ofItsTarget);
            lastSource = source;
        }
        return last;
    }

    private TableChanges ofItsTarget(TableName source) {
        String target = Definitions.target(writer.catalog(), source).quotedName();
        TableChanges known = byTarget.get(target);
        if (known != null) {
            known.isFromAnotherSourceToo();
            return known;
        }
        TableChanges fresh = new TableChanges(source);
        byTarget.put(target, fresh);
        tables.add(fresh);
        return fresh;
    }

    private void write(TableChanges table) throws SQLException, Verdict {
        int from = 0;
        for (int to = 0; to <= table.size(); to++) {
            if (to == table.size() || table.get(to) == null) {
                writeRun(table, from, to);
                if (to < table.size()) {
                    truncate(table.table());
                }
                from = to + 1;
            }
        }
    }

    /** A run between two TRUNCATEs. */
    private void writeRun(TableChanges table, int from, int to) throws SQLException, Verdict {
        if (!table.insertsOnly() && to - from > 1 && isCompacted(table, from, to)) {
            compactor.giveTo(new NetRows(table.table()));
        } else {
            for (int i = from; i < to; i++) {
                writeInOrder(table.get(i));
            }
        }
        rows.close();
    }

    private boolean isCompacted(TableChanges table, int from, int to) {
        return !table.hasSeveralSources()
                && Definitions.ask(table.table(), () -> compactor.take(table, from, to));
    }

    private void writeInOrder(Change change) throws SQLException, Verdict {
        if (change.operation() == Operation.INSERT) {
            rows.insert(change.table(), change.newRow());
            return;
        }
        rows.close();
        packet.single(
                () ->
                        Definitions.read(
                                change.table(),
                                () -> {
                                    if (change.operation() == Operation.UPDATE) {
                                        writer.update(packet.text(), change);
                                    } else {
                                        writer.delete(packet.text(), change);
                                    }
                                }),
                1);
    }

    private void truncate(TableName table) throws SQLException, Verdict {
        packet.start();
        Definitions.read(table, () -> writer.truncate(packet.text(), table));
        packet.end(TargetSession.ANY_COUNT);
    }

    /** The net effect of one table's changes, into statements. */
    private final class NetRows implements Compactor.Sink {
        private final TableName table;

        NetRows(TableName table) {
            this.table = table;
        }

        @Override
        public void absent(Row row) throws SQLException, Verdict {
            rows.expectAbsent(table, row);
        }

        @Override
        public void delete(Row old) throws SQLException, Verdict {
            rows.delete(table, old);
        }

        @Override
        public void update(Row old, Row now) throws SQLException, Verdict {
            rows.update(table, old, now);
        }

        @Override
        public void insert(Row row) throws SQLException, Verdict {
            rows.insert(table, row);
        }
    }
}
