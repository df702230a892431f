package org.opengauss.reversemigration.pipeline;

import java.util.Optional;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.target.LedgerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds slot and ledger against each other before anything is streamed: a slot below the ledger is normal (openGauss
 * forgets confirmations in a crash), a slot above it means that bytes of the source were never seen.
 */
final class StartCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private final SlotConfig config;
    private final boolean acceptGap;

    StartCheck(SlotConfig config, boolean acceptGap) {
        this.config = config;
        this.acceptGap = acceptGap;
    }

    /**
     * The position to resume from.
     *
     * @throws StartException if slot and ledger do not belong together; nothing was changed
     */
    CommitPosition resumePoint(
            SourceIdentity source, Optional<SlotState> slot, Optional<LedgerState> ledger) {
        SlotState state = slot.orElseThrow(() -> missingSlot(ledger));
        LedgerState known =
                ledger.orElseThrow(
                        () ->
                                new StartException(
                                        ExitCode.STOPPED,
                                        "the ledger on MySQL knows nothing of slot \""
                                                + config.name()
                                                + "\"; register it with: reverse-migration create"));
        if (!known.source().equals(source)) {
            throw new StartException(
                    ExitCode.STOPPED,
                    "slot \""
                            + config.name()
                            + "\" of this openGauss ("
                            + source
                            + ") is not the one the ledger was"
                            + " written for ("
                            + known.source()
                            + "); check og_conn, or, after a resynchronisation,"
                            + " start anew with: reverse-migration drop --purge, then create");
        }
        Lsn applied = Lsn.max(known.applied().lsn(), known.creation());
        if (state.confirmedFlush().isAfter(applied)) {
            gap(
                    state.confirmedFlush().bytesSince(applied),
                    "slot \""
                            + config.name()
                            + "\" is confirmed up to "
                            + state.confirmedFlush()
                            + " but the ledger on MySQL ends at "
                            + applied
                            + ": the slot was made again or moved by somebody else, or MySQL was restored to an"
                            + " earlier state");
            return new CommitPosition(state.confirmedFlush(), CommitPosition.Kind.END, 0, 0);
        }
        return afterWaitLsn(known.applied());
    }

    private StartException missingSlot(Optional<LedgerState> ledger) {
        return new StartException(
                ExitCode.STOPPED,
                ledger.map(
                                known ->
                                        "slot \""
                                                + config.name()
                                                + "\" is gone from openGauss, but the ledger knows it up to "
                                                + known.applied().lsn()
                                                + ": what was written since cannot be replayed. Resync MySQL,"
                                                + " then drop --purge and create")
                        .orElse(
                                "slot \""
                                        + config.name()
                                        + "\" does not exist on openGauss; make it with:"
                                        + " reverse-migration create"));
    }

    /**
     * @param current how far the source has written WAL
     * @throws StartException if replication would begin above that: nothing of the source would arrive until it gets
     *     there, or it lost commits that MySQL has
     */
    void requireReached(Lsn current, CommitPosition resume) {
        if (!current.isBefore(resume.lsn())) {
            return;
        }
        if (config.waitLsn().filter(resume.lsn()::equals).isPresent()) {
            throw new StartException(
                    ExitCode.USAGE,
                    "slot.waitLSN "
                            + resume.lsn()
                            + " is above what openGauss has written ("
                            + current
                            + "); leave it empty to continue where the ledger ends");
        }
        throw new StartException(
                ExitCode.STOPPED,
                "openGauss has written WAL up to "
                        + current
                        + " only, but MySQL has its commits up to "
                        + resume.lsn()
                        + ": it was restored, or a standby that lagged behind was promoted, so MySQL holds"
                        + " rows openGauss lost. Resynchronise MySQL, then drop --purge and create");
    }

    private CommitPosition afterWaitLsn(CommitPosition applied) {
        if (config.waitLsn().isEmpty()) {
            return applied;
        }
        Lsn wanted = config.waitLsn().get();
        if (!wanted.isAfter(applied.lsn())) {
            LOG.info(
                    "slot.waitLSN {} is ignored: everything up to {} is applied already",
                    wanted,
                    applied.lsn());
            return applied;
        }
        gap(
                wanted.bytesSince(applied.lsn()),
                "slot.waitLSN "
                        + wanted
                        + " is above the last applied position "
                        + applied.lsn()
                        + " and would skip what lies between");
        return new CommitPosition(wanted, CommitPosition.Kind.END, 0, 0);
    }

    private void gap(long bytes, String what) {
        if (!acceptGap) {
            throw new StartException(
                    ExitCode.STOPPED,
                    what
                            + "; "
                            + bytes
                            + " bytes of WAL were never seen. Resynchronise the tables, then start once"
                            + " with --accept-gap");
        }
        LOG.warn("{}; {} bytes of WAL are skipped because --accept-gap was given", what, bytes);
    }
}
