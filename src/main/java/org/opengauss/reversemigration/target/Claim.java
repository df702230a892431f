package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;

/**
 * The right of one instance to apply a slot: whoever claims later has a higher epoch, and everything an earlier instance
 * still tries to commit fails.
 *
 * @param resume the last transaction applied; a slot that applied none yet has its creation position
 * @param source the source the slot was registered for
 * @param creation the slot's creation position, part of its identity
 */
public record Claim(
        String slot, long epoch, CommitPosition resume, SourceIdentity source, Lsn creation) {
    public Claim {
        requireNonNull(slot, "slot is null");
        requireNonNull(resume, "resume is null");
        requireNonNull(source, "source is null");
        requireNonNull(creation, "creation is null");
    }

    /** Identity of the slot as the ledger writes it beside each position. */
    public String sourceId() {
        return source + "/" + creation;
    }
}
