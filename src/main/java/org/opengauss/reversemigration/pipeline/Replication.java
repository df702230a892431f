package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.dispatch.ResumePoint;
import org.opengauss.reversemigration.dispatch.Watermark;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.source.SlotStream;
import org.opengauss.reversemigration.source.Slots;
import org.opengauss.reversemigration.source.SourceException;
import org.opengauss.reversemigration.source.SourceSession;
import org.opengauss.reversemigration.source.StreamPlan;
import org.opengauss.reversemigration.status.Progress;
import org.opengauss.reversemigration.target.Claim;
import org.opengauss.reversemigration.target.LedgerState;
import org.opengauss.reversemigration.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code start} does: checks that slot and ledger belong together, then replicates in one session after another
 * until asked to stop. Every session begins at the ledger's position, so a lost link costs time and nothing else.
 */
public final class Replication {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    /** A slot stays busy until the server notices that its reader died: twice its default time-out. */
    private static final Duration SLOT_BUSY_PATIENCE = Duration.ofSeconds(70);

    /** At the first start: long enough for a predecessor that was just killed, short enough for a mistake. */
    private static final Duration FIRST_SLOT_BUSY_PATIENCE = Duration.ofSeconds(10);

    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(40);

    private final Configuration configuration;
    private final StartOptions options;
    private final StopSignal stop;
    private final Progress progress = new Progress();
    private boolean everRan;

    /** Of our last claim, where it is known; a higher one in the ledger belongs to a newer instance. */
    private long epoch = Long.MAX_VALUE;

    private Replication(Configuration configuration, StartOptions options, StopSignal stop) {
        this.configuration = configuration;
        this.options = options;
        this.stop = stop;
    }

    /**
     * Replicates until {@code stop} is requested.
     *
     * @return TRANSIENT if the stop had to leave something that was read to the next start
     * @throws ReplicationException when a person must act, or when the first connection fails
     */
    public static ExitCode run(Configuration configuration, StartOptions options, StopSignal stop)
            throws InterruptedException {
        return new Replication(configuration, options, stop).run()
                ? ExitCode.DONE
                : ExitCode.TRANSIENT;
    }

    private boolean run() throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY);
        long busySince = 0;
        try (Reporter reporter =
                new Reporter(
                        configuration.slot().name(), progress, configuration.status().interval())) {
            reporter.start();
            while (!stop.requested()) {
                long rowsBefore = progress.rows();
                try {
                    return session(reporter);
                } catch (ReplicationException e) {
                    if (progress.rows() > rowsBefore) {
                        backoff.reset();
                        busySince = 0;
                    }
                    if (isSlotBusy(e)) {
                        busySince = busySince == 0 ? System.nanoTime() : busySince;
                        Duration patience = everRan ? SLOT_BUSY_PATIENCE : FIRST_SLOT_BUSY_PATIENCE;
                        if (System.nanoTime() - busySince > patience.toNanos()) {
                            throw e;
                        }
                    } else if (!e.isTransient() || !everRan) {
                        throw e;
                    } else {
                        busySince = 0; // the next wait for a busy slot has its own time
                    }
                    Duration wait = backoff.next();
                    progress.retrying(e.getMessage());
                    LOG.warn("{}; reconnecting in {} ms", e.getMessage(), wait.toMillis());
                    stop.await(wait);
                }
            }
        }
        return true;
    }

    private static boolean isSlotBusy(ReplicationException e) {
        return e.exitCode() == ExitCode.FENCED && e instanceof SourceException;
    }

    private boolean session(Reporter reporter) throws InterruptedException {
        ApplyConfig apply = configuration.apply();
        boolean isComplete;
        try (SourceSession source =
                        SourceSession.open(configuration.source(), configuration.slot());
                Targets targets =
                        Targets.open(
                                configuration.target(),
                                apply,
                                configuration.mapping(),
                                ThreadNames.of(configuration.slot().name(), "mysql"))) {
            List<SourceTable> tables = source.tables();
            StreamPlan plan = StreamPlan.choose(configuration.slot(), source);
            new IdentityCheck(apply.withoutIdentity()).check(tables);
            CommitPosition resume = resumePoint(source, targets);
            if (!everRan) {
                Banner.log(configuration, source, targets, plan, tables.size(), resume);
            }
            SlotStream opened = stream(source, plan, resume);
            Claim claim = claim(targets, opened);
            if (!claim.resume().isAppliedAt(resume)) {
                // a packet of the previous instance was still under way: begin behind it
                opened.close();
                resume = claim.resume();
                opened = stream(source, plan, resume);
            }
            try (SlotStream stream = opened) {
                SessionParts parts = parts(resume);
                reporter.watch(parts.budget());
                try (Applying applying = applying(targets, claim, parts, resume)) {
                    if (resume.lsn().isAfter(claim.resume().lsn())) {
                        // accepted once: from now on the ledger says where to go on
                        applying.skipTo(resume);
                    }
                    everRan = true;
                    progress.resumed(resume.lsn());
                    Session.Decoding decoding =
                            Session.Decoding.of(
                                    source.typeNames(),
                                    apply.maxTransactionBytes(),
                                    new OldRowRule(source, tables));
                    isComplete =
                            new Session(
                                            configuration.slot().name(),
                                            stream,
                                            plan.mode(),
                                            parts,
                                            applying,
                                            decoding,
                                            new ResumePoint(resume, claim.reached(), claim::ahead),
                                            apply.stopDeadline())
                                    .run();
                }
            }
            LOG.info(
                    "stopped; everything up to {} is applied and confirmed, {} rows in this run",
                    progress.appliedLsn(),
                    progress.rows());
            return isComplete;
        }
    }

    private SlotStream stream(SourceSession source, StreamPlan plan, CommitPosition start) {
        return SlotStream.open(
                configuration.source(), configuration.slot(), plan, start.lsn(), silence(source));
    }

    /** Only behind the open stream: as long as another instance reads the slot, it is not fenced out. */
    private Claim claim(Targets targets, SlotStream stream) {
        epoch = Long.MAX_VALUE; // a claim whose answer is lost may have been made
        try {
            Claim claim =
                    targets.ledger()
                            .claim(
                                    configuration.slot().name(),
                                    configuration.apply().mode(),
                                    configuration.apply().writers(),
                                    CLAIM_PATIENCE);
            epoch = claim.epoch();
            return claim;
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private CommitPosition resumePoint(SourceSession source, Targets targets) {
        String name = configuration.slot().name();
        Slots slots = new Slots(source);
        Optional<SlotState> slot = slots.find(name);
        slot.ifPresent(found -> slots.require(name)); // ours, by plugin and database
        Optional<LedgerState> ledger =
                targets.ledger().exists() ? targets.ledger().read(name) : Optional.empty();
        ledger.filter(known -> known.epoch() > epoch).ifPresent(newer -> fenced(newer.slot()));
        StartCheck check = new StartCheck(configuration.slot(), options.acceptGap() && !everRan);
        CommitPosition resume = check.resumePoint(source.identity(), slot, ledger);
        if (!configuration.slot().standbyConnection()) {
            check.requireReached(
                    source.currentLsn(),
                    ledger.map(LedgerState::reached)
                            .filter(reached -> reached.lsn().isAfter(resume.lsn()))
                            .orElse(resume));
        }
        slot.ifPresent(slots::requireInactive);
        return resume;
    }

    /** Without this, two instances would take the slot from each other at every lost link. */
    private static void fenced(String slot) {
        throw new StartException(
                ExitCode.FENCED,
                "another instance has claimed slot "
                        + slot
                        + " while this one had lost its link; this one stops");
    }

    private Applying applying(
            Targets targets, Claim claim, SessionParts parts, CommitPosition resume) {
        if (configuration.apply().mode() == ApplyConfig.Mode.TABLE) {
            return new TableApplying(
                    parts,
                    configuration.apply(),
                    resume,
                    new TargetKeys(targets.catalog())::table,
                    lane -> targets.applier(claim, lane));
        }
        return new OrderedApplying(
                parts,
                configuration.apply(),
                new TargetKeys(targets.catalog()),
                lane -> targets.applier(claim, lane));
    }

    /** How long the link may stay silent: twice what the server allows its readers. */
    private static Duration silence(SourceSession source) {
        Duration timeout = source.senderTimeout();
        return timeout.isZero() ? SlotStream.DEFAULT_SILENCE : timeout.multipliedBy(2);
    }

    private SessionParts parts(CommitPosition resume) {
        return new SessionParts(
                new Inbox(),
                new ByteBudget(configuration.apply().inFlightBytes()),
                new Watermark(resume.lsn()),
                progress,
                new Failure(),
                stop,
                new StopSignal());
    }

    /** Whether the source's replica identity supplies an old row; asks the catalog again for a table made since. */
    private static final class OldRowRule implements java.util.function.Predicate<TableName> {
        private final SourceSession source;
        private final Map<TableName, Boolean> known = new HashMap<>();

        OldRowRule(SourceSession source, List<SourceTable> tables) {
            this.source = source;
            learn(tables);
        }

        private void learn(List<SourceTable> tables) {
            tables.forEach(
                    table ->
                            known.put(table.name(), table.identity() != SourceTable.Identity.NONE));
        }

        @Override
        public boolean test(TableName table) {
            if (!known.containsKey(table)) {
                learn(source.tables());
            }
            return known.computeIfAbsent(table, unknown -> false);
        }
    }
}
