package org.opengauss.reversemigration.decode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;
import org.opengauss.reversemigration.model.SlotMessage.Content;
import org.opengauss.reversemigration.model.SlotMessage.Ddl;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Puts the messages of one stream together to transactions. One instance per connection, used by one thread: a stream
 * that was cut is read again from the start of a transaction, by a new instance.
 *
 * <p>A transaction above the limit is passed on in parts while it is read. One change is always held back, so that an
 * INSERT cancelled by what follows it is never sent: an upsert that lost a race leaves an INSERT and, directly behind it,
 * a DELETE without old row, of a table whose DELETEs do carry an old row.
 */
public final class TransactionAssembler {
    private static final int MAX_PART_BYTES = 1 << 20;
    private static final int OVERHEAD_BYTES = 200;
    private static final int FEW = 4;

    private final TransactionSink sink;
    private final long maxTransactionBytes;
    private final long partBytes;
    private final Predicate<TableName> suppliesOldRow;

    private Begin open;
    private boolean large;
    private Change cancellable;
    private List<Content> contents = new ArrayList<>(FEW);
    private long bytes;
    private Lsn lastCommit = Lsn.ZERO;

    /** @param suppliesOldRow whether the replica identity of this source table makes DELETEs carry an old row */
    public TransactionAssembler(
            TransactionSink sink, long maxTransactionBytes, Predicate<TableName> suppliesOldRow) {
        this.sink = requireNonNull(sink, "sink is null");
        this.suppliesOldRow = requireNonNull(suppliesOldRow, "suppliesOldRow is null");
        this.maxTransactionBytes = maxTransactionBytes;
        this.partBytes = Math.min(maxTransactionBytes, MAX_PART_BYTES);
    }

    /** @throws DecodeException if the message cannot come at this place */
    public void accept(SlotMessage message) {
        // the three frequent classes first: asking for an interface costs more
        if (message instanceof Change change) {
            add(change);
        } else if (message instanceof Begin begin) {
            begin(begin);
        } else if (message instanceof Commit commit) {
            commit(commit);
        } else if (message instanceof Content content) {
            add(content);
        }
    }

    /** Whether a transaction has begun and not yet ended. */
    public boolean inTransaction() {
        return open != null;
    }

    private void begin(Begin begin) {
        if (open != null) {
            throw failure("a transaction begins inside another one");
        }
        open = begin;
        large = false;
        cancellable = null;
        bytes = 0;
    }

    private void add(Content content) {
        if (open == null) {
            throw failure("a change outside a transaction");
        }
        if (content instanceof Change change) {
            if (cancels(change)) {
                bytes -= bytesOf(contents.remove(contents.size() - 1));
                cancellable = null;
                return;
            }
            cancellable = change.operation() == Operation.INSERT ? change : null;
        } else {
            cancellable = null;
        }
        if (bytes > (large ? partBytes : maxTransactionBytes)) {
            sendPart();
        }
        contents.add(content);
        bytes += bytesOf(content);
    }

    private boolean cancels(Change change) {
        return cancellable != null
                && change.operation() == Operation.DELETE
                && !change.hasOldRow()
                && change.table().equals(cancellable.table())
                && suppliesOldRow.test(change.table());
    }

    private static long bytesOf(Content content) {
        if (content instanceof Change change) {
            return change.approximateBytes();
        }
        return content instanceof Ddl ddl
                ? OVERHEAD_BYTES + ddl.content().length() + ddl.sql().map(String::length).orElse(0)
                : OVERHEAD_BYTES;
    }

    /** Sends what is settled: all that came before the change now being added. */
    private void sendPart() {
        if (!large) {
            large = true;
            sink.largeBegins(open);
        }
        sink.largePart(taken(), bytes);
        bytes = 0;
    }

    private void commit(Commit commit) {
        if (open == null) {
            throw failure("a commit at " + commit.position().lsn() + " without a begin");
        }
        Commit whole = withWhatBeginSaid(commit);
        Lsn lsn = whole.position().lsn();
        if (!lsn.isAfter(lastCommit)) {
            throw failure("a commit at " + lsn + " behind one at " + lastCommit);
        }
        lastCommit = lsn;
        if (!large && bytes <= maxTransactionBytes) {
            sink.transaction(
                    new Transaction(whole.position(), whole.commitMicros(), taken(), bytes));
        } else {
            if (!contents.isEmpty()) {
                sendPart();
            }
            sink.largeEnds(whole);
        }
        open = null;
        cancellable = null;
    }

    /** The contents so far; the next ones start anew. */
    private List<Content> taken() {
        if (contents.size() <= 1) { // as most are: the list can be used again
            List<Content> one = contents.isEmpty() ? List.of() : List.of(contents.get(0));
            contents.clear();
            return one;
        }
        List<Content> all = contents;
        contents = new ArrayList<>(FEW);
        return all;
    }

    private Commit withWhatBeginSaid(Commit commit) {
        CommitPosition at = commit.position();
        if (open.xid() == 0 && open.csn() == 0 && at.xid() != 0) {
            // BEGIN 1024 cut in half is still a BEGIN, that of a stream without xids
            throw failure("it begins without a name, commits as xid " + text(at.xid()));
        }
        long xid = agreed("xid", open.xid(), at.xid());
        long csn = agreed("CSN", open.csn(), at.csn());
        long micros =
                commit.commitMicros() != SlotMessage.NO_TIME
                        ? commit.commitMicros()
                        : open.commitMicros();
        return xid == at.xid() && csn == at.csn() && micros == commit.commitMicros()
                ? commit
                : new Commit(new CommitPosition(at.lsn(), at.kind(), xid, csn), micros);
    }

    private DecodeException failure(String what) {
        return new DecodeException(
                "the stream is out of order behind the commit at "
                        + lastCommit
                        + (open == null ? "" : ", in transaction xid " + text(open.xid()))
                        + ": "
                        + what
                        + "; the slot stays before this transaction");
    }

    private long agreed(String name, long begin, long commit) {
        if (begin != 0 && commit != 0 && begin != commit) {
            throw failure(
                    "it begins with " + name + " " + text(begin) + ", commits as " + text(commit));
        }
        return commit != 0 ? commit : begin;
    }

    private static String text(long unsigned) {
        return Long.toUnsignedString(unsigned);
    }
}
