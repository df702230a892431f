package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one lane, and what is known about its ledger row. Connects when asked; a COMMIT whose answer was lost
 * is settled before anything else happens on the lane. Used by one thread.
 */
final class LaneSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaneSession.class);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final DriverProperties driver;
    private final Claim claim;
    private final LedgerTables tables;
    private final String scope;
    private final boolean keepsOrder;
    private final LedgerEnd end;
    private final ApplyCounters counters;

    /** Null while there is no connection. Volatile for {@link #abort} only. */
    private volatile TargetSession session;

    /** The connection before this one, as long as the server may still hold its transaction open. */
    private FormerSession former;

    /** What the ledger row holds for certain; null before it was first read. */
    private CommitPosition applied;

    /** Rows of tables that carry our epoch. */
    private final Set<String> tableScopes;

    /** Rows that the next commits move beside the own one. */
    private List<String> alsoMoves = List.of();

    /** The position of a COMMIT whose outcome is not known; null if there is none. */
    private CommitPosition doubtful;

    /** Whether the ledger row was read since the connection was made. */
    private boolean verified;

    private long lastUse;
    private boolean inTransaction;

    LaneSession(
            DriverProperties driver,
            Claim claim,
            LedgerTables tables,
            ApplyConfig.Mode mode,
            int lane,
            LedgerEnd end,
            ApplyCounters counters) {
        this.driver = requireNonNull(driver, "driver is null");
        this.claim = requireNonNull(claim, "claim is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.scope = LedgerScopes.own(mode, lane);
        this.keepsOrder = mode == ApplyConfig.Mode.TRANSACTION;
        this.tableScopes = new HashSet<>(claim.scopes());
        this.end = requireNonNull(end, "end is null");
        this.counters = requireNonNull(counters, "counters is null");
    }

    String slot() {
        return claim.slot();
    }

    /** Whether the commits of all lanes are in one order. */
    boolean keepsOrder() {
        return keepsOrder;
    }

    LedgerTables tables() {
        return tables;
    }

    String server() {
        return driver.server();
    }

    /**
     * The session, connected, every earlier COMMIT settled.
     *
     * @throws TargetException transient if there is no connection to be had, or a COMMIT still cannot be settled
     */
    TargetSession session() {
        long now = System.nanoTime();
        if (session != null && !inTransaction && now - lastUse > IDLE_NANOS && !session.answers()) {
            drop(); // the server ends idle sessions; nothing was open
        }
        lastUse = now;
        if (session == null) {
            session = TargetSession.open(driver);
            verified = false;
            try {
                if (former != null) {
                    former.killOn(session);
                    former = null;
                }
            } catch (SQLException e) {
                throw lost("cannot end the former session of " + scope, e);
            }
        }
        if (!verified || doubtful != null) {
            readLedgerRow();
        }
        return session;
    }

    /**
     * From now on each commit moves the rows of these tables too. What of them is committed by then must be all of the
     * lane's changes up to the commit's position.
     */
    void moveTables(Set<TableName> touched) {
        List<String> scopes = new ArrayList<>();
        touched.forEach(table -> scopes.add(LedgerScopes.table(table)));
        alsoMoves = scopes;
    }

    /** From now on each commit says for every table that it is applied up to the commit's position. */
    void moveEveryTable() {
        alsoMoves = List.of(LedgerScopes.WATERMARK);
    }

    /** The session for statements that the next {@link #commit} is to make last. */
    TargetSession transaction() {
        TargetSession open = session();
        if (!inTransaction && !tableScopes.containsAll(alsoMoves)) {
            insertTables();
        }
        inTransaction = true;
        return open;
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    /** Whether the transaction at {@code position} is committed. */
    boolean isApplied(CommitPosition position) {
        session();
        return position.isAppliedAt(applied);
    }

    /**
     * Reads the ledger row; with a COMMIT in doubt by a locking read, which returns only when the transaction in doubt
     * has ended, either way. A plain read is wrong there: a COMMIT that waits on the server still shows the old value.
     */
    private void readLedgerRow() {
        Optional<LedgerState.ScopePosition> row;
        List<LedgerEnd.Commit> others =
                keepsOrder ? end.lastOfOtherThan(scope) : end.ofOthersThan(scope);
        LedgerEnd.Commit gone = null;
        try {
            row =
                    LedgerRows.scope(
                            session.connection(),
                            tables,
                            claim.slot(),
                            scope,
                            doubtful == null ? "" : "FOR UPDATE");
            for (LedgerEnd.Commit other : others) {
                if (!isInLedger(other)) {
                    gone = other;
                }
            }
            session.connection().rollback();
        } catch (SQLException e) {
            // a lock wait here means "not yet", never "no": the doubt stays
            throw failed("cannot read the ledger row of " + scope, e);
        }
        if (row.isEmpty()) {
            drop();
            throw new TargetException(
                    ExitCode.STOPPED,
                    "the ledger row of slot "
                            + claim.slot()
                            + ", "
                            + scope
                            + ", is gone from "
                            + tables.position()
                            + " on MySQL "
                            + driver.server()
                            + ": was the ledger purged, or is this another server?",
                    null);
        }
        judge(row.get());
        if (gone != null) {
            drop();
            throw wentBack(gone);
        }
        verified = true;
    }

    private boolean isInLedger(LedgerEnd.Commit commit) throws SQLException {
        return LedgerRows.scope(session.connection(), tables, claim.slot(), commit.scope(), "")
                .map(row -> commit.position().isAppliedAt(row.position()))
                .orElse(false);
    }

    private void judge(LedgerState.ScopePosition row) {
        if (row.epoch() != claim.epoch()) {
            drop();
            throw Ledger.fenced(claim);
        }
        if (applied != null && !applied.isAppliedAt(row.position())) {
            throw wentBack(new LedgerEnd.Commit(scope, applied));
        }
        if (doubtful != null) {
            boolean isMade = doubtful.isAppliedAt(row.position());
            if (isMade || !verified) { // else MySQL refused it, which is no news
                counters.settled.increment();
                log.info(
                        "commit of {} on {} was in doubt: it was {}",
                        doubtful.lsn(),
                        scope,
                        isMade ? "made" : "not made");
            }
            doubtful = null;
        }
        applied = row.position();
    }

    private TargetException wentBack(LedgerEnd.Commit acknowledged) {
        return new TargetException(
                ExitCode.STOPPED,
                "MySQL "
                        + driver.server()
                        + " went back: the ledger of "
                        + acknowledged.scope()
                        + " is below "
                        + acknowledged.position().lsn()
                        + ", whose commit had been acknowledged. Was there a fail-over, a restore, or a power"
                        + " loss with sync_binlog or innodb_flush_log_at_trx_commit below 1?",
                null);
    }

    /** Writes the ledger row and commits, in one round trip. */
    void commit(CommitPosition position, long sourceCommitMicros) {
        TargetSession current = transaction();
        try {
            current.executeAll(commitText(position, sourceCommitMicros, ""));
        } catch (SQLException e) {
            settle(position, e);
            return;
        }
        committed(position);
    }

    /**
     * The statements that end a transaction: ledger row, guard, COMMIT. The guard fails unless exactly our row, of our
     * epoch, was written, and the commit before ours, another lane's, is there; nothing behind a failing statement is
     * executed. Without the second half a lane that fails over to a server that lacks the last commits would go on.
     * Where the commit speaks for every table, the last commit of every lane is asked for.
     *
     * <p>Whoever sends them calls {@link #committed} or {@link #settle}. They go last in their packet, and must be made
     * when it is sent: the commit before ours is the one acknowledged by now.
     *
     * @param condition {@code AND ..}: what must hold besides, or empty
     */
    String commitText(CommitPosition position, long sourceCommitMicros, String condition) {
        List<String> moved = new ArrayList<>(List.of(scope));
        for (String also : alsoMoves) {
            CommitPosition ahead = claim.ahead().get(also);
            if (ahead == null || !position.isAppliedAt(ahead)) {
                moved.add(also); // else the table was further when the slot was claimed
            }
        }
        return "UPDATE "
                + tables.position()
                + (moved.size() > 1 ? " FORCE INDEX (PRIMARY)" : "")
                + " SET lsn="
                + LedgerRows.unsigned(position.lsn().value())
                + ",kind='"
                + position.kind().name()
                + "',xid="
                + LedgerRows.unsigned(position.xid())
                + ",csn="
                + LedgerRows.unsigned(position.csn())
                + ",step=0,source_commit_time="
                + LedgerRows.datetime(sourceCommitMicros)
                        .map(text -> "'" + text + "'")
                        .orElse("NULL")
                + whereRows(moved)
                + ";SELECT "
                + guard(
                        moved.size(),
                        condition,
                        alsoMoves.contains(LedgerScopes.WATERMARK)
                                ? end.ofOthersThan(scope)
                                : end.lastOfOtherThan(scope))
                + ";COMMIT";
    }

    /** Fails unless the statement before it matched {@code rows} rows and these commits are there. */
    private String guard(int rows, String condition, List<LedgerEnd.Commit> others) {
        StringBuilder guard = new StringBuilder("IF(ROW_COUNT()=").append(rows).append(condition);
        others.forEach(other -> guard.append(isThere(other)));
        return guard.append(",1,(SELECT 1 UNION SELECT 2))").toString();
    }

    /** The statements of {@link #commitText} all went through. */
    void committed(CommitPosition position) {
        inTransaction = false;
        applied = position;
        end.acknowledged(scope, position);
    }

    private String isThere(LedgerEnd.Commit commit) {
        return " AND (SELECT lsn FROM "
                + tables.position()
                + whereRows(List.of(commit.scope()))
                + ")>="
                + LedgerRows.unsigned(commit.position().lsn().value());
    }

    private String whereRows(List<String> rowScopes) {
        SqlText where = new SqlText(128);
        where.append(" WHERE slot=").literal(claim.slot()).append(" AND scope");
        if (rowScopes.size() == 1) {
            where.append("=").literal(rowScopes.get(0));
        } else {
            String separator = " IN (";
            for (String rowScope : rowScopes) {
                where.append(separator).literal(rowScope);
                separator = ",";
            }
            where.append(")");
        }
        return where.append(" AND epoch=").append(claim.epoch()).toString();
    }

    /**
     * Makes rows for tables that had none, in a transaction of its own, at a position that tells nothing: so that the
     * packet of a commit has the same form for all.
     */
    private void insertTables() {
        SqlText insert = new SqlText(256);
        insert.append("INSERT INTO ")
                .append(tables.position())
                .append(" (slot,scope,lsn,kind,xid,csn,step,epoch,source_id) VALUES ");
        String separator = "";
        for (String table : alsoMoves) {
            if (!tableScopes.contains(table)) {
                insert.append(separator).append("(").literal(claim.slot()).append(",");
                insert.literal(table)
                        .append(",")
                        .append(LedgerRows.unsigned(claim.creation().value()));
                insert.append(",'END',0,0,0,").append(claim.epoch()).append(",");
                insert.literal(claim.sourceId()).append(")");
                separator = ",";
            }
        }
        // a row may be there: an instance that we fenced out can make one until it notices, but
        // never moves it
        insert.append(" ON DUPLICATE KEY UPDATE epoch=GREATEST(epoch,")
                .append(claim.epoch())
                .append(")");
        try {
            session.executeAll(insert + ";COMMIT");
        } catch (SQLException e) {
            throw failed("cannot make ledger rows of tables", e);
        }
        tableScopes.addAll(alsoMoves);
    }

    /**
     * Writes that every table is applied up to {@code position}, in a transaction of its own; never lowers it. Only
     * between other transactions.
     *
     * @throws TargetException if it was not written, or is not known to be; STOPPED if MySQL lost a commit that it stands
     *     on
     */
    void writeWatermark(CommitPosition position) {
        TargetSession current = session();
        String lsn = LedgerRows.unsigned(position.lsn().value());
        String later = "=IF(lsn<" + lsn + ",";
        try {
            // assignments go from left to right: lsn is compared until it is set
            current.executeAll(
                    "UPDATE "
                            + tables.position()
                            + (" SET kind" + later + "'" + position.kind() + "',kind)")
                            + (",xid" + later + LedgerRows.unsigned(position.xid()) + ",xid)")
                            + (",csn" + later + LedgerRows.unsigned(position.csn()) + ",csn)")
                            + (",lsn" + later + lsn + ",lsn)")
                            + whereRows(List.of(LedgerScopes.WATERMARK))
                            + ";SELECT "
                            + guard(1, "", end.ofOthersThan(""))
                            + ";COMMIT");
        } catch (SQLException e) {
            TargetException failure = failed("cannot write the watermark " + position.lsn(), e);
            if (session != null) {
                verified = false;
                session(); // if it was the guard, this tells what is missing
            }
            throw failure;
        }
    }

    /**
     * A packet with the statements of {@link #commitText} ended in {@code error}: finds out whether its COMMIT was made,
     * and returns if it was.
     *
     * @throws TargetException if it was not, or it cannot be known yet
     */
    void settle(CommitPosition position, SQLException error) {
        if (isMade(position, error)) {
            return;
        }
        String tried = "commit of " + position.lsn() + " on " + scope + " was not made";
        throw isLinkLost(error) || TargetErrors.classOf(error).isTransient()
                ? new ReplayException(tried + ": " + ErrorText.of(error), ErrorText.masked(error))
                : TargetErrors.failure(tried, error);
    }

    /**
     * Whether the COMMIT of a packet that ended in {@code error} was made.
     *
     * @throws TargetException if it cannot be known yet, a newer instance is there, or MySQL went back
     */
    boolean isMade(CommitPosition position, SQLException error) {
        doubtful = position;
        if (isLinkLost(error)) {
            drop();
        } else {
            rollback();
        }
        session();
        boolean isMade = position.isAppliedAt(applied);
        if (isMade) {
            end.acknowledged(scope, position);
        }
        return isMade;
    }

    private boolean isLinkLost(SQLException error) {
        return TargetErrors.classOf(error) == ErrorClass.RECONNECT || !isOpen();
    }

    private boolean isOpen() {
        try {
            return session != null && !session.connection().isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Gives the open transaction up. Never throws: where the link is lost the server rolls back. */
    void rollback() {
        inTransaction = false;
        if (session == null) {
            return;
        }
        try {
            session.connection().rollback();
        } catch (SQLException e) {
            drop();
        }
    }

    /**
     * Rolls back after a failed statement.
     *
     * @return what to throw: transient with the link lost, {@link ReplayException} for what a later attempt may pass,
     *     else by the class of the error
     */
    TargetException failed(String tried, SQLException error) {
        if (isLinkLost(error)) {
            return lost(tried, error);
        }
        rollback();
        return TargetErrors.classOf(error).isTransient()
                ? new ReplayException(tried + ": " + ErrorText.of(error), ErrorText.masked(error))
                : TargetErrors.failure(tried, error);
    }

    private TargetException lost(String tried, SQLException error) {
        drop();
        return new TargetException(
                ExitCode.TRANSIENT,
                tried + ": lost MySQL " + driver.server() + ": " + ErrorText.of(error),
                ErrorText.masked(error));
    }

    private void drop() {
        inTransaction = false;
        if (session != null) {
            former = new FormerSession(session.id(), session.openedAt());
            session.abandon();
            session = null;
        }
    }

    /** Any thread may call it; whoever uses the connection sees a lost link. */
    void abort() {
        TargetSession current = session;
        if (current != null) {
            current.abandon();
        }
    }

    @Override
    public void close() {
        if (session != null) {
            rollback();
        }
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
