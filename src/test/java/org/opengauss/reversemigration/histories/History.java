package org.opengauss.reversemigration.histories;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.opengauss.reversemigration.standin.WrittenStream;

/**
 * A schema and what was committed in it: as the stream a server would send, and as the state after each transaction. The
 * same for the same seed. Immutable once made.
 */
final class History {
    private final List<Table> tables;
    private final Equality equality;
    private final List<List<Change>> transactions = new ArrayList<>();
    private final List<long[]> digests = new ArrayList<>();
    private final List<WrittenStream.Committed> positions = new ArrayList<>();
    private final WrittenStream stream;

    private History(List<Table> tables, Equality equality, WrittenStream stream) {
        this.tables = tables;
        this.equality = equality;
        this.stream = stream;
    }

    static History random(
            Random random,
            List<Table> tables,
            Equality equality,
            int transactions,
            WrittenStream.Mode mode,
            int batchBytes,
            boolean deferring) {
        History history = new History(tables, equality, new WrittenStream(mode, batchBytes));
        State state = new State(tables, equality);
        Transactions source =
                new Transactions(
                        random,
                        tables,
                        state,
                        mode.carriesTruncate(),
                        mode.showsLostInserts(),
                        deferring);
        history.digests.add(state.digests());
        List<WrittenStream.Table> shown = tables.stream().map(Table::inStream).toList();
        for (int i = 0; i < transactions; i++) {
            List<Change> changes = List.copyOf(source.next());
            history.transactions.add(changes);
            history.digests.add(state.digests());
            history.write(changes, shown);
        }
        return history;
    }

    private void write(List<Change> changes, List<WrittenStream.Table> shown) {
        for (Change change : changes) {
            if (change instanceof Change.Turn turn) {
                Row after = turn.after();
                Row before = turn.before();
                stream.row(
                        before == null ? 'I' : after == null ? 'D' : 'U',
                        shown.get(turn.table()),
                        after == null ? List.of() : after.source(),
                        before == null ? List.of() : before.source());
            } else if (change instanceof Change.Truncate truncate) {
                stream.truncate(
                        truncate.rows().keySet().stream().map(t -> tables.get(t).name()).toList());
            } else if (change instanceof Change.LostInsert lost) {
                WrittenStream.Table table = shown.get(lost.table());
                stream.row('I', table, lost.row().source(), List.of());
                stream.row('D', table, List.of(), List.of());
            }
        }
        positions.add(stream.commit());
    }

    void save(Path file) throws IOException {
        stream.save(file);
    }

    List<Table> tables() {
        return tables;
    }

    int size() {
        return transactions.size();
    }

    int changes() {
        return transactions.stream().mapToInt(List::size).sum();
    }

    /** How many transactions are at or below a position of the ledger. */
    int upTo(long lsn, boolean namesStart) {
        int low = 0;
        int high = positions.size();
        while (low < high) {
            int middle = (low + high) / 2;
            WrittenStream.Committed committed = positions.get(middle);
            long position = (namesStart ? committed.start() : committed.end()).value();
            if (position <= lsn) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long digest(int transactions, int table) {
        return digests.get(transactions)[table];
    }

    /** How the rows of a table differ from those after so many transactions, for a person. */
    String differences(int upTo, int table, List<String> actual) {
        State state = new State(tables, equality);
        transactions.subList(0, upTo).forEach(changes -> changes.forEach(state::apply));
        Map<String, Integer> counts = new HashMap<>();
        state.all(table).forEach(row -> counts.merge(row.shown(), 1, Integer::sum));
        actual.forEach(row -> counts.merge(row, -1, Integer::sum));
        StringBuilder text = new StringBuilder(tables.get(table).name());
        counts.forEach(
                (row, count) -> {
                    if (count != 0) {
                        text.append(count > 0 ? "\n  missing " : "\n  too many ");
                        text.append(row);
                        text.append(lastTouch(table, row, upTo));
                    }
                });
        return text.toString();
    }

    private String lastTouch(int table, String row, int upTo) {
        for (int i = Math.min(transactions.size(), upTo + 20) - 1; i >= 0; i--) {
            for (Change change : transactions.get(i)) {
                if (change instanceof Change.Turn turn && turn.table() == table) {
                    boolean made = turn.after() != null && turn.after().shown().equals(row);
                    boolean ended = turn.before() != null && turn.before().shown().equals(row);
                    if (made || ended) {
                        return (made ? " made" : " ended") + " by transaction " + (i + 1);
                    }
                }
            }
        }
        return "";
    }

    /** The transactions from..to, counted from 1, for a person. */
    String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(1, from); i <= Math.min(to, transactions.size()); i++) {
            text.append("transaction ").append(i).append(' ').append(positions.get(i - 1));
            for (Change change : transactions.get(i - 1)) {
                text.append("\n  ").append(text(change));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String text(Change change) {
        if (change instanceof Change.Turn turn) {
            String name = tables.get(turn.table()).name();
            return name
                    + " "
                    + (turn.before() == null ? "-" : turn.before().shown())
                    + " => "
                    + (turn.after() == null ? "-" : turn.after().shown());
        }
        return change instanceof Change.Truncate truncate
                ? "truncate " + truncate.rows().keySet()
                : "lost insert";
    }
}
