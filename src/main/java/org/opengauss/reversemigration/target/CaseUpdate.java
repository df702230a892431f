package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Arrays;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.TableName;

/**
 * UPDATEs of one table that keep the rows' keys, as {@code UPDATE t SET a=CASE id WHEN 1 THEN .. END WHERE id IN (..)}.
 * Used by one thread.
 */
final class CaseUpdate {
    private final StatementWriter writer;
    private final Packet packet;

    private TableName table;
    private TablePlan plan;
    private Row[] old = new Row[64];
    private Row[] now = new Row[64];
    private int rows;

    /** The key of each row as it stands in the list and in the CASE; the same but for composite keys. */
    private final SqlText keys = new SqlText(2048);

    private int[] keyEnds = new int[64];
    private final SqlText conditions = new SqlText(2048);
    private int[] conditionEnds = new int[64];

    CaseUpdate(StatementWriter writer, Packet packet) {
        this.writer = writer;
        this.packet = packet;
    }

    void forget() {
        Arrays.fill(old, 0, rows, null);
        Arrays.fill(now, 0, rows, null);
        rows = 0;
    }

    void add(TableName of, Row before, Row after) throws SQLException, Verdict {
        if (rows > 0
                && (plan.shape() != after.shape()
                        || rows >= plan.lists().updatedRows()
                        || !of.equals(table))) {
            flush();
        }
        table = of;
        if (rows == 0) {
            plan = Definitions.of(writer, of, after);
        }
        if (plan.lists().updatedRows() == 1 || UnchangedValues.areIn(after)) {
            writePlain(before, after);
            return;
        }
        old[rows] = before;
        now[rows++] = after;
    }

    void flush() throws SQLException, Verdict {
        if (rows > 0) {
            write(0, rows);
            forget();
        }
    }

    private void write(int from, int to) throws SQLException, Verdict {
        if (to - from == 1) {
            writePlain(old[from], now[from]);
            return;
        }
        int start = packet.start();
        writeList(from, to);
        if (packet.isOverfull() && packet.moveToNext(start)) {
            start = packet.start();
            writeList(from, to);
        }
        if (packet.isOverfull()) {
            packet.text().truncate(start);
            packet.takeBackStart();
            int middle = (from + to) / 2;
            write(from, middle);
            write(middle, to);
            return;
        }
        packet.end(to - from);
    }

    private void writePlain(Row before, Row after) throws SQLException, Verdict {
        packet.single(
                () ->
                        Definitions.read(
                                table, () -> writer.update(packet.text(), table, before, after)),
                1);
    }

    private void writeList(int from, int to) {
        writeKeys(from, to);
        SqlText sql = packet.text();
        sql.append(plan.lists().updateHead());
        int[] key = plan.uniqueKey();
        String separator = "";
        for (int i = 0; i < plan.shape().size(); i++) {
            if (plan.isWritten(i) && !ListForms.contains(key, i)) {
                sql.append(separator).append(plan.name(i)).append('=');
                separator = ",";
                writeColumn(sql, i, from, to);
            }
        }
        if (plan.keptColumnsText().length > 0) {
            sql.append(',').append(plan.keptColumnsText());
        }
        sql.append(" WHERE ").append(plan.lists().keyList());
        sql.append(keys).append(')');
    }

    private void writeColumn(SqlText sql, int column, int from, int to) {
        if (isSame(column, from, to)) {
            writer.writeValue(sql, plan, now[from], column);
            return;
        }
        int[] key = plan.uniqueKey();
        sql.append("CASE");
        if (key.length == 1) {
            sql.append(' ').append(plan.name(key[0]));
        }
        SqlText each = key.length == 1 ? keys : conditions;
        int[] ends = key.length == 1 ? keyEnds : conditionEnds;
        for (int row = from; row < to; row++) {
            int begin = row == from ? 0 : ends[row - from - 1] + (key.length == 1 ? 1 : 0);
            sql.append(" WHEN ").append(each, begin, ends[row - from]).append(" THEN ");
            writer.writeValue(sql, plan, now[row], column);
        }
        sql.append(" END");
    }

    private boolean isSame(int column, int from, int to) {
        Row first = now[from];
        for (int row = from + 1; row < to; row++) {
            Row other = now[row];
            if (first.isNull(column) != other.isNull(column)
                    || !first.isNull(column)
                            && !Arrays.equals(
                                    first.bytes(),
                                    first.start(column),
                                    first.end(column),
                                    other.bytes(),
                                    other.start(column),
                                    other.end(column))) {
                return false;
            }
        }
        return true;
    }

    private void writeKeys(int from, int to) {
        keys.clear();
        conditions.clear();
        int[] key = plan.uniqueKey();
        for (int row = from; row < to; row++) {
            if (row > from) {
                keys.append(',');
            }
            writer.keyTuple(keys, plan, now[row], false);
            keyEnds[row - from] = keys.length();
            if (key.length > 1) {
                for (int i = 0; i < key.length; i++) {
                    conditions.append(i == 0 ? "" : " AND ").append(plan.name(key[i])).append('=');
                    writer.writeValue(conditions, plan, now[row], key[i]);
                }
                conditionEnds[row - from] = conditions.length();
            }
        }
    }
}
