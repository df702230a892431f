package org.opengauss.reversemigration.decode;

import static org.opengauss.reversemigration.model.SlotMessage.NO_TIME;

import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;

/**
 * Reads the texts that open and close a transaction. Serial and parallel streams have different ones, and neither is
 * accepted in place of the other. Fields that options or versions leave out are 0.
 *
 * <p>Source: openGauss-server, contrib/mppdb_decoding/mppdb_decoding.cpp (serial) and
 * src/gausskernel/storage/replication/logical/parallel_reorderbuffer.cpp (parallel).
 */
final class TransactionText {
    private static final Begin NOTHING_OPEN = new Begin(0, 0, Lsn.ZERO, NO_TIME, 0);

    private final CommitTime commitTime = new CommitTime();
    private Begin open = NOTHING_OPEN;

    /** {@code BEGIN [xid] [ORIGIN_ID n]}. */
    Begin serialBegin(Cursor in) {
        in.expect("BEGIN");
        long xid = in.ahead(" ORIGIN_ID ") || in.atEnd() ? 0 : numberAfter(in, " ");
        int origin = in.skip(" ORIGIN_ID ") ? in.decimal(Integer.MAX_VALUE) : 0;
        in.expectEnd();
        open = new Begin(xid, 0, Lsn.ZERO, NO_TIME, origin);
        return open;
    }

    /** {@code COMMIT [xid] [(at time)] CSN csn}. */
    Commit serialCommit(Cursor in, Lsn end) {
        in.expect("COMMIT");
        long xid = in.ahead(" (at ") || in.ahead(" CSN ") ? 0 : numberAfter(in, " ");
        long micros = atTime(in);
        long csn = numberAfter(in, " CSN ");
        in.expectEnd();
        return close(end, Kind.END, xid, csn, micros);
    }

    /** {@code BEGIN CSN: n first_lsn: X/Y [xid: n] [commit_time: t] [origin_id: n]}. */
    Begin parallelBegin(Cursor in) {
        long csn = numberAfter(in, "BEGIN CSN: ");
        in.expect(" first_lsn: ");
        Lsn first = in.lsn();
        long xid = in.skip(" xid: ") ? in.decimal() : 0;
        long micros = in.skip(" commit_time: ") ? commitTime.micros(in) : NO_TIME;
        int origin = in.skip(" origin_id: ") ? in.decimal(Integer.MAX_VALUE) : 0;
        in.expectEnd();
        open = new Begin(xid, csn, first, micros, origin);
        return open;
    }

    /** {@code commit [xid: n] [(at t)]}. */
    Commit parallelCommit(Cursor in, Lsn lsn, Kind kind) {
        in.expect("commit");
        long xid = in.skip(" xid: ") ? in.decimal() : 0;
        long micros = atTime(in);
        in.expectEnd();
        return close(lsn, kind, xid, 0, micros);
    }

    /** What the commit leaves out stands in its BEGIN. */
    private Commit close(Lsn lsn, Kind kind, long xid, long csn, long micros) {
        Begin begin = open;
        open = NOTHING_OPEN;
        return new Commit(
                new CommitPosition(
                        lsn, kind, xid != 0 ? xid : begin.xid(), csn != 0 ? csn : begin.csn()),
                micros != NO_TIME ? micros : begin.commitMicros());
    }

    private long atTime(Cursor in) {
        if (!in.skip(" (at ")) {
            return NO_TIME;
        }
        long micros = commitTime.micros(in);
        in.expect(")");
        return micros;
    }

    private static long numberAfter(Cursor in, String words) {
        in.expect(words);
        return in.decimal();
    }
}
