package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.TableName;

/**
 * Writes rows into statements of one or many rows: neighbouring INSERTs of one shape, DELETEs and UPDATEs of one table by
 * their keys. A statement that would hold one row is written plainly. Used by one thread.
 */
final class MultiRow {
    private static final int MOST_INSERTED_ROWS = 500;
    private static final int MOST_DELETED_ROWS = 200;

    private enum Kind {
        NONE,
        INSERT,
        DELETE,
        /** A DELETE that must find nothing: it locks nothing then, and proves that the rows are not there. */
        ABSENT
    }

    private final StatementWriter writer;
    private final Packet packet;
    private final CaseUpdate updates;

    /** The statement that is open for more rows. */
    private Kind open = Kind.NONE;

    private TableName table;
    private Row first;
    private TablePlan plan;
    private int start;
    private int rows;

    MultiRow(StatementWriter writer, Packet packet) {
        this.writer = writer;
        this.packet = packet;
        this.updates = new CaseUpdate(writer, packet);
    }

    /** Forgets what is open: the packet is void. */
    void forget() {
        open = Kind.NONE;
        first = null;
        updates.forget();
    }

    void insert(TableName into, Row row) throws SQLException, Verdict {
        add(Kind.INSERT, into, row, MOST_INSERTED_ROWS);
    }

    void delete(TableName from, Row old) throws SQLException, Verdict {
        add(Kind.DELETE, from, old, MOST_DELETED_ROWS);
    }

    /** @param row any image that carries the key of a row that must not be there */
    void expectAbsent(TableName in, Row row) throws SQLException, Verdict {
        add(Kind.ABSENT, in, row, MOST_DELETED_ROWS);
    }

    void update(TableName of, Row old, Row now) throws SQLException, Verdict {
        closeList();
        updates.add(of, old, now);
    }

    private void add(Kind kind, TableName to, Row row, int most) throws SQLException, Verdict {
        updates.flush();
        if (open == kind && rows < most && first.shape() == row.shape() && table.equals(to)) {
            SqlText sql = packet.text();
            int before = sql.length();
            separate(sql);
            writeRow(sql, row);
            if (!packet.isOverfull()) {
                rows++;
                return;
            }
            sql.truncate(before); // it starts the next packet
        }
        closeList();
        table = to;
        first = row;
        plan = Definitions.of(writer, to, row);
        if (kind != Kind.INSERT && !plan.lists().deletesLists()) {
            packet.single(this::writePlainDelete, kind == Kind.DELETE ? 1 : 0);
            return;
        }
        open = kind;
        rows = 1;
        start = packet.start();
        writeFirst();
        if (packet.isOverfull() && packet.moveToNext(start)) {
            start = packet.start();
            writeFirst();
        }
    }

    private void writeFirst() throws SQLException {
        packet.text()
                .append(open == Kind.INSERT ? plan.insertHeadText() : plan.lists().deleteHead());
        if (open != Kind.INSERT && plan.lists().deletesByJoin()) {
            writeNamedKey(packet.text());
        } else {
            writeRow(packet.text(), first);
        }
    }

    private void separate(SqlText sql) {
        sql.append(
                open != Kind.INSERT && plan.lists().deletesByJoin() ? " UNION ALL SELECT " : ",");
    }

    private void writeRow(SqlText sql, Row row) throws SQLException {
        if (open == Kind.INSERT) {
            Definitions.read(table, () -> writer.insertRow(sql, table, row));
        } else {
            writer.keyTuple(sql, plan, row, plan.lists().deletesByJoin());
        }
    }

    /** {@code 1 k0,2 k1}: the derived table has its column names from its first row. */
    private void writeNamedKey(SqlText sql) {
        int[] key = plan.uniqueKey();
        for (int i = 0; i < key.length; i++) {
            sql.append(i == 0 ? "" : ",");
            writer.writeValue(sql, plan, first, key[i]);
            sql.append(" k").append(i);
        }
    }

    private void closeList() {
        if (open == Kind.NONE) {
            return;
        }
        if (open != Kind.INSERT && rows == 1) {
            packet.text().truncate(start);
            writePlainDelete();
        } else if (open != Kind.INSERT) {
            writeDeleteTail(packet.text());
        }
        packet.end(open == Kind.ABSENT ? 0 : rows);
        open = Kind.NONE;
    }

    private void writeDeleteTail(SqlText sql) {
        if (!plan.lists().deletesByJoin()) {
            sql.append(')');
            return;
        }
        // no alias: MariaDB looks for one in the connection's own database
        String name = plan.table().quotedName();
        sql.append(") n STRAIGHT_JOIN ").append(name).append(" ON ");
        int[] key = plan.uniqueKey();
        for (int i = 0; i < key.length; i++) {
            sql.append(i == 0 ? "" : " AND ").append(name).append('.').append(plan.name(key[i]));
            sql.append("=n.k").append(i);
        }
    }

    private void writePlainDelete() {
        Definitions.read(table, () -> writer.delete(packet.text(), table, first));
    }

    /** Ends the statement that is open for more rows. */
    void close() throws SQLException, Verdict {
        closeList();
        updates.flush();
        first = null;
    }
}
