package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/**
 * Applies a run of changes one by one in source order inside the open transaction; the only place that pronounces
 * verdicts. To be used at the head of line only, by one thread.
 *
 * <p>A misfit is a verdict only after the cures: a definition that changed is read again, once a table; a duplicate key
 * is tried as the net effect of the run on that table.
 */
final class PlainReplay {
    private final StatementWriter writer;
    private final SingleRow rows;
    private final Unnamed unnamed;
    private final ConflictPolicy policy;
    private final ApplyCounters counters;

    /** Takes back everything the run did and leaves the transaction open. */
    @FunctionalInterface
    interface Undo {
        void undo() throws SQLException;
    }

    /** A change that stops everything: what and why. */
    static final class Blocked extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient SlotMessage.Content content;
        private final transient Verdict verdict;
        private final long changeNumber;

        Blocked(SlotMessage.Content content, Verdict verdict, long changeNumber) {
            super(verdict.reason(), verdict, false, false);
            this.content = content;
            this.verdict = verdict;
            this.changeNumber = changeNumber;
        }

        SlotMessage.Content content() {
            return content;
        }

        Verdict verdict() {
            return verdict;
        }

        long changeNumber() {
            return changeNumber;
        }
    }

    /** What was tried for one run; each cure is tried once a table. */
    private static final class Cures {
        private final Set<TableName> reloaded = new HashSet<>();
        private final Set<TableName> netTried = new HashSet<>();

        /** Tables to apply by their net effect in the next pass. */
        private final Set<TableName> net = new LinkedHashSet<>();
    }

    PlainReplay(
            StatementWriter writer,
            SingleRow rows,
            Unnamed unnamed,
            ConflictPolicy policy,
            ApplyCounters counters) {
        this.writer = writer;
        this.rows = rows;
        this.unnamed = unnamed;
        this.policy = policy;
        this.counters = counters;
    }

    /**
     * Applies {@code contents}; the transaction stays open whatever happens.
     *
     * @param position of the transaction, for the dead letter
     * @param firstNumber place of the first change in its transaction
     * @throws Blocked on a verdict that the policy does not resolve
     * @throws SQLException for what is no verdict: locks, the link, privileges
     */
    void apply(
            TargetSession session,
            List<SlotMessage.Content> contents,
            CommitPosition position,
            long firstNumber,
            Undo undo,
            Tally tally)
            throws SQLException, Blocked {
        Cures cures = new Cures();
        Tally pass = new Tally();
        while (!pass(session, contents, position, firstNumber, cures, pass)) {
            undo.undo();
            pass.clear();
        }
        tally.addAll(pass);
    }

    /** One pass over all changes; false if a cure was found and everything is to be done again with it. */
    private boolean pass(
            TargetSession session,
            List<SlotMessage.Content> contents,
            CommitPosition position,
            long firstNumber,
            Cures cures,
            Tally tally)
            throws SQLException, Blocked {
        for (int i = 0; i < contents.size(); i++) {
            SlotMessage.Content content = contents.get(i);
            try {
                one(session, content, cures, tally);
            } catch (Verdict verdict) {
                if (hasCure(verdict, content, contents, cures)) {
                    return false;
                }
                resolve(session, content, verdict, position, firstNumber + i, tally);
            }
        }
        return applyNet(session, contents, cures);
    }

    private void one(TargetSession session, SlotMessage.Content content, Cures cures, Tally tally)
            throws SQLException, Verdict {
        if (content instanceof Change change) {
            if (unnamed.leavesOut(change)) {
                tally.add(change.table(), Tally.Outcome.WITHOUT_IDENTITY);
                return;
            }
            if (!cures.net.contains(change.table())) {
                rows.execute(session, change);
            }
            tally.add(change);
        } else if (content instanceof SlotMessage.Truncate truncate) {
            for (TableName table : truncate.tables()) {
                if (!cures.net.contains(table)) {
                    rows.truncate(session, table);
                }
                tally.add(table, Tally.Outcome.TRUNCATE);
            }
        } else {
            throw Refusals.ddl((SlotMessage.Ddl) content);
        }
    }

    private boolean hasCure(
            Verdict verdict,
            SlotMessage.Content content,
            List<SlotMessage.Content> contents,
            Cures cures)
            throws SQLException {
        if (verdict.kind() == Verdict.Kind.DEFINITION) {
            boolean first = false;
            for (TableName table : tablesOf(content)) {
                if (cures.reloaded.add(table)) {
                    writer.catalog().forget(table);
                    first = true;
                }
            }
            return first;
        }
        if (verdict.kind() == Verdict.Kind.DUPLICATE
                && content instanceof Change change
                && cures.netTried.add(change.table())
                && netEffect(contents, change.table()).isPresent()) {
            cures.net.add(change.table());
            return true;
        }
        return false;
    }

    private static List<TableName> tablesOf(SlotMessage.Content content) {
        if (content instanceof Change change) {
            return List.of(change.table());
        }
        return content instanceof SlotMessage.Truncate truncate ? truncate.tables() : List.of();
    }

    private Optional<NetEffect> netEffect(List<SlotMessage.Content> contents, TableName table)
            throws SQLException {
        return NetEffect.of(contents, table, writer.catalog().table(table));
    }

    /** False if a table's net effect does not fit either; then the plain order has to name the culprit. */
    private boolean applyNet(TargetSession session, List<SlotMessage.Content> contents, Cures cures)
            throws SQLException {
        for (TableName table : cures.net) {
            try {
                Optional<NetEffect> effect = netEffect(contents, table);
                if (effect.isEmpty()) {
                    cures.net.remove(table);
                    return false;
                }
                effect.get().execute(session, rows);
            } catch (Verdict verdict) {
                cures.net.remove(table);
                return false;
            }
        }
        return true;
    }

    private void resolve(
            TargetSession session,
            SlotMessage.Content content,
            Verdict verdict,
            CommitPosition position,
            long changeNumber,
            Tally tally)
            throws SQLException, Blocked {
        counters.conflicts.increment();
        try {
            Tally.Outcome outcome =
                    policy.resolve(session, content, verdict, position, changeNumber);
            tally.add(((Change) content).table(), outcome);
        } catch (Verdict unresolved) {
            throw new Blocked(content, unresolved, changeNumber);
        }
    }
}
