package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * Statements on their way to MySQL, several in one round trip, each with the count of rows it must match. Used by one
 * thread.
 */
final class Packet {
    /** Appends a whole statement to {@link #text}. */
    @FunctionalInterface
    interface Writing {
        void write() throws SQLException;
    }

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_STATEMENTS = 1000;

    /** A text that grew beyond this is not kept for reuse. */
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private TargetSession session;
    private SqlText text = new SqlText(64 * 1024);
    private int[] expected = new int[64];
    private int statements;
    private int limit;

    /** Whether the server itself is to notice a wrong count, because COMMIT stands in the same packet. */
    private boolean guarded;

    private int guards;

    /** Forgets what was not sent and writes for {@code on} from now on. */
    void open(TargetSession on) {
        session = on;
        guarded = false;
        guards = 0;
        limit = (int) Math.min(MAX_BYTES, on.maxAllowedPacket() / 2);
        reset();
    }

    /** Every count is compared by the server too, which {@link #flushAnd} rests on. Costs a statement each. */
    void guard() {
        guarded = true;
    }

    SqlText text() {
        return text;
    }

    /**
     * Begins a statement, in a new packet if this one is full.
     *
     * @return where it begins, for {@link #moveToNext}
     */
    int start() throws SQLException, Verdict {
        if (text.length() >= limit || statements >= MAX_STATEMENTS) {
            flush();
        }
        if (statements > 0) {
            text.append(';');
        }
        return text.length();
    }

    boolean isOverfull() {
        return text.length() > limit;
    }

    /**
     * Takes back the statement begun at {@code start} and sends those before it; it is then to be written again.
     *
     * @return false if it stands alone, and as it is
     */
    boolean moveToNext(int start) throws SQLException, Verdict {
        if (statements == 0) {
            return false;
        }
        text.truncate(start - 1);
        flush();
        return true;
    }

    /** Takes back the beginning of a statement of which nothing is written. */
    void takeBackStart() {
        if (statements > 0) {
            text.truncate(text.length() - 1);
        }
    }

    /** A statement that must match {@code count} rows, in the next packet if this one would become too large. */
    void single(Writing statement, int count) throws SQLException, Verdict {
        int start = start();
        statement.write();
        if (isOverfull() && moveToNext(start)) {
            start();
            statement.write();
        }
        end(count);
    }

    /** Ends the statement; {@code count} may be {@link TargetSession#ANY_COUNT}. */
    void end(int count) {
        put(count);
        if (guarded && count != TargetSession.ANY_COUNT) {
            text.append(guards++ == 0 ? ";SET @wrong=" : ";SET @wrong=@wrong|");
            text.append("(ROW_COUNT()<>").append(count).append(')');
            put(0);
        }
    }

    private void put(int count) {
        if (statements == expected.length) {
            expected = Arrays.copyOf(expected, 2 * statements);
        }
        expected[statements++] = count;
    }

    /** What holds if no count was wrong, in the packets since {@link #guard}: {@code AND ..}. */
    String condition() {
        return guards == 0 ? "" : " AND @wrong=0";
    }

    /**
     * Sends what was written with the statements that end the transaction behind it.
     *
     * @throws SQLException if any failed; COMMIT then was not executed, unless the link was lost
     */
    void flushAnd(String ending) throws SQLException {
        if (statements > 0) {
            text.append(';');
        }
        String sql = text.append(ending).toString();
        reset();
        session.executeAll(sql);
    }

    /**
     * Sends what was written.
     *
     * @throws Verdict if a count was wrong
     */
    void flush() throws SQLException, Verdict {
        if (statements == 0) {
            return;
        }
        int wrong = session.updateAll(text.toString(), expected, statements);
        reset();
        if (wrong >= 0) {
            throw new Verdict(Verdict.Kind.WRONG_COUNT, "a statement matched too few rows", null);
        }
    }

    private void reset() {
        if (text.length() > MAX_KEPT_BYTES) {
            text = new SqlText(64 * 1024);
        }
        text.clear();
        statements = 0;
    }
}
