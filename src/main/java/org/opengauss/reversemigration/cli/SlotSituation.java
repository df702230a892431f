package org.opengauss.reversemigration.cli;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.source.SourceException;
import org.opengauss.reversemigration.target.LedgerState;

/** What {@code create} meets: is the slot there, does the ledger know it, and do the two belong together? */
enum SlotSituation {
    NEITHER,
    SLOT_ONLY,
    /** The ledger knows a slot that openGauss no longer has: everything since its last position was never seen. */
    SLOT_GONE,
    BOTH;

    static SlotSituation of(boolean slotIsThere, boolean ledgerKnowsIt) {
        if (slotIsThere) {
            return ledgerKnowsIt ? BOTH : SLOT_ONLY;
        }
        return ledgerKnowsIt ? SLOT_GONE : NEITHER;
    }

    /** @throws SourceException if slot and ledger do not belong together */
    static void requireSameSource(SlotState slot, LedgerState known, SourceIdentity source) {
        if (!known.source().equals(source)) {
            throw refused(
                    "the ledger knows slot \""
                            + slot.name()
                            + "\" of another openGauss (system identifier/database oid "
                            + known.source()
                            + ", here "
                            + source
                            + "); resync MySQL, then drop --purge and create");
        }
        Lsn seen = seen(known);
        if (slot.confirmedFlush().isAfter(seen)) {
            throw refused(
                    "slot \""
                            + slot.name()
                            + "\" begins at "
                            + slot.confirmedFlush()
                            + ", the ledger ends at "
                            + seen
                            + ": "
                            + slot.confirmedFlush().bytesSince(seen)
                            + " bytes of WAL were never seen; resync MySQL, then drop --purge and create");
        }
    }

    static SourceException gone(LedgerState known, Lsn now) {
        Lsn seen = seen(known);
        return refused(
                "slot \""
                        + known.slot()
                        + "\" is gone from openGauss, but the ledger knows it up to "
                        + seen
                        + ". A new slot would begin at about "
                        + now
                        + ": "
                        + now.bytesSince(seen)
                        + " bytes of WAL between the two would never be seen. Resync MySQL, then drop --purge"
                        + " and create");
    }

    private static Lsn seen(LedgerState known) {
        return Lsn.max(known.creation(), known.applied().lsn());
    }

    private static SourceException refused(String message) {
        return new SourceException(ExitCode.STOPPED, message, null);
    }
}
