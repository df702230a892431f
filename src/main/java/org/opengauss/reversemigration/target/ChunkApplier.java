package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/**
 * Applies source transactions on one MySQL connection, each exactly once: data and ledger row commit together. Used by
 * one writer thread; connects on first use and again after the link was lost.
 */
public final class ChunkApplier implements AutoCloseable {
    private static final BitSet NONE = new BitSet(0);

    /** Above that a round trip more costs less than a comparison for each statement. */
    private static final int MOST_GUARDED_ROWS = 64;

    /** A use of the fast form. */
    @FunctionalInterface
    private interface Sending {
        void send() throws SQLException, Verdict;
    }

    /** Stands in a dead letter for the position of a transaction whose commit has not come yet. */
    private static final CommitPosition NOT_KNOWN_YET = LedgerRows.initial(Lsn.ZERO);

    private final LaneSession lane;
    private final FastForm fast;
    private final PlainReplay plain;
    private final BlockedChanges blockedChanges;
    private final ApplyCounters counters;

    /** What the open MySQL transaction did. */
    private final Tally tally = new Tally();

    /** Whether everything to be committed was executed on the open MySQL transaction. */
    private boolean executed;

    /** Rows of the open chunk that wait for an earlier one. */
    private final List<SlotMessage.Content> lateContents = new ArrayList<>();

    private boolean hasRows;
    private int openTransactions;
    private boolean large;
    private long largeChanges;

    ChunkApplier(
            LaneSession lane,
            StatementWriter writer,
            ApplyConfig apply,
            Unnamed unnamed,
            ApplyCounters counters) {
        this.lane = lane;
        this.counters = counters;
        SingleRow rows = new SingleRow(writer);
        this.fast = new FastForm(writer, unnamed);
        this.plain =
                new PlainReplay(
                        writer,
                        rows,
                        unnamed,
                        new ConflictPolicy(apply.onConflict(), rows, lane.tables(), lane.slot()),
                        counters);
        this.blockedChanges = new BlockedChanges(lane, writer, apply.onConflict());
    }

    /**
     * Fast form: executes all changes and leaves the MySQL transaction open.
     *
     * @throws ReplayException if anything was not as expected; rolled back
     * @throws TargetException transient if the link was lost; nothing stays, or {@link #commit} will find out
     */
    public void execute(List<Transaction> transactions) {
        executeEarly(transactions, NONE);
    }

    /**
     * Fast form of the rows that need not wait for an earlier chunk. The others follow by {@link #executeLate}, before
     * the commit.
     *
     * @param late places in the concatenation of the transactions' contents
     * @throws ReplayException if anything was not as expected; rolled back
     * @throws TargetException transient if the link was lost; nothing stays, or {@link #commit} will find out
     */
    public void executeEarly(List<Transaction> transactions, BitSet late) {
        List<SlotMessage.Content> early = new ArrayList<>();
        int place = 0;
        lateContents.clear();
        for (Transaction transaction : transactions) {
            if (lane.isApplied(transaction.position())) {
                place += transaction.contents().size();
                continue;
            }
            for (SlotMessage.Content content : transaction.contents()) {
                (late.get(place++) ? lateContents : early).add(content);
            }
            openTransactions++;
        }
        if (!early.isEmpty()) {
            executeFast(lane.transaction(), early);
            hasRows = true;
        }
        executed = true;
    }

    /**
     * Executes the rows that the last {@link #executeEarly} left, in their order.
     *
     * @throws ReplayException if anything was not as expected, or the early rows are lost; rolled back
     * @throws TargetException transient if the link was lost
     */
    public void executeLate() {
        if (!executed || hasRows && !lane.isInTransaction()) {
            rollback();
            throw replay("the rows that need not wait are not executed", null);
        }
        if (!lateContents.isEmpty()) {
            List<SlotMessage.Content> contents = List.copyOf(lateContents);
            lateContents.clear();
            executeFast(lane.transaction(), contents);
            hasRows = true;
        }
    }

    /**
     * Head of line only: {@link #execute} and {@link #commit} in as few round trips as possible; fails as they do.
     */
    public void applyNow(
            List<Transaction> transactions, CommitPosition last, long sourceCommitMicros) {
        List<SlotMessage.Content> contents = new ArrayList<>();
        if (lane.isApplied(last) || !isSmall(transactions, contents)) {
            execute(transactions);
            commit(last, sourceCommitMicros);
            return;
        }
        forget();
        openTransactions = transactions.size();
        TargetSession session = lane.transaction();
        judged(() -> fast.begin(session, contents, tally));
        try {
            fast.finish(lane.commitText(last, sourceCommitMicros, fast.condition()));
            lane.committed(last);
        } catch (SQLException e) {
            settle(last, e);
        }
        countCommitted();
    }

    /**
     * Collects the rows; false if there are too many for the counts to be compared one by one on the server, or none, or
     * some were applied before.
     */
    private boolean isSmall(List<Transaction> transactions, List<SlotMessage.Content> contents) {
        for (Transaction transaction : transactions) {
            contents.addAll(transaction.contents());
            if (contents.size() > MOST_GUARDED_ROWS || lane.isApplied(transaction.position())) {
                return false;
            }
        }
        return !contents.isEmpty();
    }

    private void settle(CommitPosition last, SQLException error) {
        boolean isMade;
        try {
            isMade = lane.isMade(last, error);
        } catch (TargetException e) {
            forget();
            throw counted(e);
        }
        if (!isMade) {
            forget();
            throw replay(
                    "changes were not executed: " + ErrorText.of(error), ErrorText.masked(error));
        }
    }

    /** Any failure but a lost link is for a replay to judge: here earlier chunks may still be in flight. */
    private void executeFast(TargetSession session, List<SlotMessage.Content> contents) {
        judged(() -> fast.execute(session, contents, tally));
    }

    private void judged(Sending sending) {
        try {
            sending.send();
        } catch (SQLException e) {
            forget();
            TargetException failed = lane.failed("changes were not executed", e);
            throw failed.isTransient() ? counted(failed) : replay(failed.getMessage(), failed);
        } catch (Verdict | TargetException e) {
            rollback();
            throw replay(e.getMessage(), e);
        }
    }

    private ReplayException replay(String message, Exception cause) {
        counters.replays.increment();
        return new ReplayException(message, cause);
    }

    private TargetException counted(TargetException failed) {
        if (failed instanceof ReplayException) {
            counters.replays.increment();
        }
        return failed;
    }

    /**
     * Writes the ledger row and commits.
     *
     * @param last the last source transaction executed
     * @param sourceCommitMicros when that one committed, or {@code SlotMessage.NO_TIME}
     * @throws ReplayException if nothing was committed
     * @throws TargetException FENCED if a newer instance has claimed the slot; transient if the link was lost and the
     *     outcome is not known yet: every later call finds it out first
     */
    public void commit(CommitPosition last, long sourceCommitMicros) {
        if (lane.isApplied(last)) {
            rollback(); // an earlier call committed it and could not say so
            return;
        }
        if (!executed || !lateContents.isEmpty() || hasRows && !lane.isInTransaction()) {
            // the ledger must never move without the rows it stands for
            rollback();
            throw replay(last.lsn() + " was not committed: its changes are not executed", null);
        }
        try {
            if (large) {
                blockedChanges.give(NOT_KNOWN_YET, last);
            }
            lane.commit(last, sourceCommitMicros);
        } catch (TargetException e) {
            forget();
            throw counted(e);
        }
        countCommitted();
    }

    private void countCommitted() {
        counters.chunks.increment();
        counters.transactions.add(openTransactions);
        tally.moveTo(counters);
        forget();
    }

    /**
     * Whether the ledger row of this lane is at {@code position} or above it: the transaction was committed, although
     * its answer may have been lost. A COMMIT in doubt is settled first, by a locking read.
     *
     * @throws TargetException transient if MySQL cannot be asked
     */
    public boolean isApplied(CommitPosition position) {
        return lane.isApplied(position);
    }

    /**
     * Table mode: what is committed from now on is all that this lane has of these tables up to the commit's position,
     * and their ledger rows move with it.
     */
    public void moveTables(Set<TableName> tables) {
        lane.moveTables(tables);
    }

    /** Table mode: what is committed from now on leaves nothing open at or below it, on any lane. */
    public void moveEveryTable() {
        lane.moveEveryTable();
    }

    /**
     * Table mode, between two chunks: writes that every table is applied up to {@code position}.
     *
     * @throws TargetException if that is not known to be written; STOPPED if MySQL lost a commit it stands on
     */
    public void writeWatermark(CommitPosition position) {
        lane.writeWatermark(position);
    }

    /** Gives up what was executed since the last commit. Never throws: a lost link has rolled back as well. */
    public void rollback() {
        lane.rollback();
        forget();
    }

    private void forget() {
        tally.clear();
        lateContents.clear();
        executed = false;
        hasRows = false;
        openTransactions = 0;
        large = false;
        largeChanges = 0;
    }

    /**
     * Head of line only: applies in source order what the fast form of the whole chunk could not. May be called again
     * with the same list after a transient failure: what is committed is not applied again. Empty transactions at the
     * end leave the ledger to the caller.
     *
     * <p>The run is halved until the fast form fits or one transaction is left, so that a culprit among thousands costs
     * its neighbours a few commits and not one each. The single transaction is applied row by row, and only that is
     * judged.
     *
     * @throws TargetException STOPPED on a verdict that {@code on-conflict} does not resolve: everything before it is
     *     committed, nothing after it
     */
    public void replay(List<Transaction> transactions) {
        rollback();
        // an empty one only moves the position, as the next commit does anyway
        replayRun(
                transactions.stream()
                        .filter(transaction -> !transaction.isEmpty())
                        .filter(transaction -> !lane.isApplied(transaction.position()))
                        .toList());
    }

    private void replayRun(List<Transaction> run) {
        if (run.isEmpty()) {
            return;
        }
        if (run.size() > 1 && !fits(lane.transaction(), contentsOf(run))) {
            rollback();
            replayRun(run.subList(0, run.size() / 2));
            replayRun(run.subList(run.size() / 2, run.size()));
            return;
        }
        if (run.size() == 1) {
            replay(run.get(0));
        }
        Transaction last = run.get(run.size() - 1);
        openTransactions = run.size();
        executed = true;
        hasRows = true;
        commit(last.position(), last.commitMicros());
    }

    private static List<SlotMessage.Content> contentsOf(List<Transaction> run) {
        List<SlotMessage.Content> contents = new ArrayList<>();
        run.forEach(transaction -> contents.addAll(transaction.contents()));
        return contents;
    }

    private void replay(Transaction transaction) {
        if (fits(lane.transaction(), transaction.contents())) {
            return;
        }
        lane.rollback();
        TargetSession session = lane.transaction();
        try {
            plain.apply(
                    session,
                    transaction.contents(),
                    transaction.position(),
                    0,
                    () -> session.connection().rollback(),
                    tally);
        } catch (SQLException e) {
            throw failedPlainly(e);
        } catch (PlainReplay.Blocked blocked) {
            rollback();
            throw blockedChanges.stop(blocked, transaction.position());
        } catch (TargetException e) {
            rollback();
            throw e;
        }
    }

    /** Whether the fast form works, now that nothing else is in flight; most transactions of a chunk are innocent. */
    private boolean fits(TargetSession session, List<SlotMessage.Content> contents) {
        try {
            fast.execute(session, contents, tally);
            return true;
        } catch (SQLException e) {
            tally.clear();
            TargetException failed = lane.failed("changes were not executed", e);
            if (failed.isTransient()) {
                throw counted(failed);
            }
            return false;
        } catch (Verdict | TargetException e) {
            tally.clear();
            return false;
        }
    }

    private TargetException failedPlainly(SQLException error) {
        forget();
        return counted(lane.failed("changes were not executed", error));
    }

    /** Head of line only: opens a transaction that comes in parts and ends with {@link #commit}. */
    public void beginLarge() {
        rollback();
        lane.transaction();
        large = true;
        openTransactions = 1;
        executed = true;
        hasRows = true;
    }

    /**
     * The next changes of the open large transaction. What was sent before them stays out of reach: after a transient
     * failure the whole transaction must come again.
     */
    public void largePart(List<SlotMessage.Content> contents) {
        if (!large) {
            throw new IllegalStateException("no large transaction is open");
        }
        TargetSession session = lane.transaction();
        try {
            session.update("SAVEPOINT part");
            Tally part = new Tally();
            if (!partFits(session, contents, part)) {
                plain.apply(
                        session,
                        contents,
                        NOT_KNOWN_YET,
                        largeChanges,
                        () -> session.update("ROLLBACK TO SAVEPOINT part"),
                        part);
            }
            tally.addAll(part);
            largeChanges += contents.size();
        } catch (SQLException e) {
            throw failedPlainly(e);
        } catch (PlainReplay.Blocked blocked) {
            rollback();
            throw blockedChanges.stop(blocked, NOT_KNOWN_YET);
        } catch (TargetException e) {
            rollback();
            throw e;
        }
    }

    private boolean partFits(TargetSession session, List<SlotMessage.Content> contents, Tally part)
            throws SQLException {
        try {
            fast.execute(session, contents, part);
            return true;
        } catch (SQLException e) {
            if (TargetErrors.classOf(e).isTransient()) {
                throw e;
            }
        } catch (Verdict | TargetException e) {
            // the plain pass judges it
        }
        part.clear();
        session.update("ROLLBACK TO SAVEPOINT part");
        return false;
    }

    /** Closes the connection under whatever runs on it. The one method any thread may call; never throws. */
    public void abort() {
        lane.abort();
    }

    @Override
    public void close() {
        lane.close();
    }
}
