package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/**
 * Executes changes in source order with few round trips: neighbouring INSERTs of one table share a multi-row statement,
 * and statements share a packet. Every count is checked. Used by one thread.
 */
final class FastForm {
    /** Fifty rows a statement buy nearly all there is to gain; more cost nothing. */
    private static final int MAX_ROWS = 500;

    private static final int MAX_PACKET_BYTES = 1 << 20;
    private static final int MAX_STATEMENTS = 1000;

    /** A text that grew beyond this is not kept for reuse. */
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private final StatementWriter writer;
    private final Unnamed unnamed;

    private TargetSession session;
    private SqlText packet = new SqlText(64 * 1024);
    private int[] expected = new int[64];
    private int statements;
    private int limit;

    /** First change of the multi-row INSERT that is still open for rows; null if there is none. */
    private Change insert;

    private int insertRows;

    FastForm(StatementWriter writer, Unnamed unnamed) {
        this.writer = writer;
        this.unnamed = unnamed;
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
        session = on;
        limit = (int) Math.min(MAX_PACKET_BYTES, on.maxAllowedPacket() / 2);
        reset();
        for (SlotMessage.Content content : contents) {
            add(content, tally);
        }
        flush();
    }

    private void add(SlotMessage.Content content, Tally tally) throws SQLException, Verdict {
        if (content instanceof Change change) {
            if (unnamed.leavesOut(change)) {
                tally.add(change.table(), Tally.Outcome.WITHOUT_IDENTITY);
                return;
            }
            if (change.operation() == Operation.INSERT) {
                addInsert(change);
            } else {
                addSingle(change);
            }
            tally.add(change);
        } else if (content instanceof SlotMessage.Truncate truncate) {
            for (TableName table : truncate.tables()) {
                startStatement();
                Definitions.read(table, () -> writer.truncate(packet, table));
                endStatement(TargetSession.ANY_COUNT);
                tally.add(table, Tally.Outcome.TRUNCATE);
            }
        } else {
            throw Refusals.ddl((SlotMessage.Ddl) content);
        }
    }

    private void addInsert(Change change) throws SQLException, Verdict {
        if (insert != null && insertRows < MAX_ROWS && writer.sameInsertShape(insert, change)) {
            int before = packet.length();
            packet.append(',');
            writeRow(change);
            if (packet.length() <= limit) {
                insertRows++;
                return;
            }
            packet.truncate(before); // it starts the next packet
        }
        closeInsert();
        int before = packet.length();
        startStatement();
        writeHeadAndRow(change);
        if (packet.length() > limit && statements > 0) {
            packet.truncate(before);
            flush();
            writeHeadAndRow(change);
        }
        insert = change;
        insertRows = 1;
    }

    private void writeHeadAndRow(Change change) {
        Definitions.read(change.table(), () -> writer.insertHead(packet, change));
        writeRow(change);
    }

    private void writeRow(Change change) {
        Definitions.read(change.table(), () -> writer.insertRow(packet, change));
    }

    private void addSingle(Change change) throws SQLException, Verdict {
        closeInsert();
        int before = packet.length();
        startStatement();
        writeSingle(change);
        if (packet.length() > limit && statements > 0) {
            packet.truncate(before);
            flush();
            writeSingle(change);
        }
        endStatement(1);
    }

    private void writeSingle(Change change) {
        if (change.operation() == Operation.UPDATE) {
            Definitions.read(change.table(), () -> writer.update(packet, change));
        } else {
            Definitions.read(change.table(), () -> writer.delete(packet, change));
        }
    }

    private void startStatement() throws SQLException, Verdict {
        closeInsert();
        if (packet.length() >= limit || statements >= MAX_STATEMENTS) {
            flush();
        }
        if (statements > 0) {
            packet.append(';');
        }
    }

    private void closeInsert() {
        if (insert != null) {
            insert = null;
            endStatement(insertRows);
        }
    }

    private void endStatement(int count) {
        if (statements == expected.length) {
            expected = Arrays.copyOf(expected, 2 * statements);
        }
        expected[statements++] = count;
    }

    private void flush() throws SQLException, Verdict {
        closeInsert();
        if (statements == 0) {
            return;
        }
        int wrong = session.updateAll(packet.toString(), expected, statements);
        reset();
        if (wrong >= 0) {
            throw new Verdict(Verdict.Kind.WRONG_COUNT, "a statement matched too few rows", null);
        }
    }

    private void reset() {
        if (packet.length() > MAX_KEPT_BYTES) {
            packet = new SqlText(64 * 1024);
        }
        packet.clear();
        statements = 0;
        insert = null;
        insertRows = 0;
    }
}
