package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.model.TableName;

/**
 * The right of one instance to apply a slot: whoever claims later has a higher epoch, and everything an earlier instance
 * still tries to commit fails.
 *
 * @param resume the last transaction applied to every table; a slot that applied none yet has its creation position
 * @param ahead tables that are applied further, by ledger scope
 * @param scopes the ledger rows that carry this claim's epoch
 * @param source the source the slot was registered for
 * @param creation the slot's creation position, part of its identity
 */
public record Claim(
        String slot,
        long epoch,
        CommitPosition resume,
        Map<String, CommitPosition> ahead,
        Set<String> scopes,
        SourceIdentity source,
        Lsn creation) {
    public Claim {
        requireNonNull(slot, "slot is null");
        requireNonNull(resume, "resume is null");
        ahead = Map.copyOf(ahead);
        scopes = Set.copyOf(scopes);
        requireNonNull(source, "source is null");
        requireNonNull(creation, "creation is null");
    }

    /** How far {@code table} is applied, if that is further than {@link #resume}. */
    public Optional<CommitPosition> ahead(TableName table) {
        return ahead.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(ahead.get(LedgerScopes.table(table)));
    }

    /** How far the furthest table is applied. */
    public CommitPosition reached() {
        return ahead.values().stream().reduce(resume, LedgerRows::later);
    }

    /** Identity of the slot as the ledger writes it beside each position. */
    public String sourceId() {
        return source + "/" + creation;
    }
}
