package org.opengauss.reversemigration.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/** Cuts transactions into pieces, one for each lane that has a table of it. Used by the dispatcher only. */
public final class TableSplitter {
    /**
     * What a lane gets of a transaction.
     *
     * @param tables the source tables it touches
     */
    public record Piece(int lane, Transaction transaction, Set<TableName> tables) {}

    private final TableLanes lanes;
    private final ToLongFunction<TableName> tableId;
    private final Map<TableName, Integer> laneOf = new HashMap<>();

    /** @param tableId the MySQL table that a source table goes to */
    public TableSplitter(TableLanes lanes, ToLongFunction<TableName> tableId) {
        this.lanes = lanes;
        this.tableId = tableId;
    }

    /** Whether it holds a change of definitions, which belongs to no table. */
    public static boolean isForAllTables(Transaction transaction) {
        for (SlotMessage.Content content : transaction.contents()) {
            if (content instanceof SlotMessage.Ddl) {
                return true;
            }
        }
        return false;
    }

    /** Pieces in order of their first change; each has changes. */
    public List<Piece> split(Transaction transaction) {
        List<SlotMessage.Content> contents = transaction.contents();
        Set<TableName> tables = new HashSet<>();
        int lane = onlyLane(contents, tables);
        if (lane >= 0) {
            return List.of(new Piece(lane, transaction, tables));
        }
        Map<Integer, List<SlotMessage.Content>> byLane = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (SlotMessage.Content content : contents) {
            if (content instanceof Change change) {
                add(byLane, order, laneOf(change.table()), change);
            } else if (content instanceof SlotMessage.Truncate truncate) {
                split(truncate, byLane, order);
            } else {
                throw new IllegalArgumentException("belongs to no table: " + content.getClass());
            }
        }
        List<Piece> pieces = new ArrayList<>(order.size());
        for (int each : order) {
            pieces.add(piece(each, transaction, byLane.get(each)));
        }
        return pieces;
    }

    /** The lane of all changes, or -1; collects tables as long as there is one. */
    private int onlyLane(List<SlotMessage.Content> contents, Set<TableName> tables) {
        int lane = -1;
        TableName previous = null;
        for (SlotMessage.Content content : contents) {
            if (!(content instanceof Change change)) {
                return -1;
            }
            if (change.table().equals(previous)) {
                continue;
            }
            previous = change.table();
            int next = laneOf(previous);
            if (lane >= 0 && next != lane) {
                return -1;
            }
            lane = next;
            tables.add(previous);
        }
        return lane;
    }

    private void split(
            SlotMessage.Truncate truncate,
            Map<Integer, List<SlotMessage.Content>> byLane,
            List<Integer> order) {
        Map<Integer, List<TableName>> tables = new HashMap<>();
        for (TableName table : truncate.tables()) {
            tables.computeIfAbsent(laneOf(table), none -> new ArrayList<>()).add(table);
        }
        tables.forEach(
                (lane, some) ->
                        add(
                                byLane,
                                order,
                                lane,
                                new SlotMessage.Truncate(
                                        some, truncate.restartSequences(), truncate.cascade())));
    }

    private static void add(
            Map<Integer, List<SlotMessage.Content>> byLane,
            List<Integer> order,
            int lane,
            SlotMessage.Content content) {
        List<SlotMessage.Content> some = byLane.get(lane);
        if (some == null) {
            some = new ArrayList<>();
            byLane.put(lane, some);
            order.add(lane);
        }
        some.add(content);
    }

    private static Piece piece(int lane, Transaction whole, List<SlotMessage.Content> contents) {
        long bytes = whole.bytes() * contents.size() / Math.max(1, whole.contents().size());
        return new Piece(
                lane,
                new Transaction(whole.position(), whole.commitMicros(), contents, bytes),
                tables(contents));
    }

    /** The tables that the contents touch. */
    public static Set<TableName> tables(List<SlotMessage.Content> contents) {
        Set<TableName> tables = new HashSet<>();
        TableName previous = null;
        for (SlotMessage.Content content : contents) {
            if (content instanceof Change change) {
                if (!change.table().equals(previous)) {
                    previous = change.table();
                    tables.add(previous);
                }
            } else if (content instanceof SlotMessage.Truncate truncate) {
                tables.addAll(truncate.tables());
            }
        }
        return Collections.unmodifiableSet(tables);
    }

    /** So many rows went to the lane: tables that come up next had better go elsewhere. */
    public void counted(int lane, int rows) {
        lanes.sent(lane, rows);
    }

    private int laneOf(TableName table) {
        return laneOf.computeIfAbsent(table, name -> lanes.laneOf(tableId.applyAsLong(name)));
    }
}
