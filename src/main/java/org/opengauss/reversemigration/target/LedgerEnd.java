package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.opengauss.reversemigration.model.CommitPosition;

/**
 * The last commit that MySQL acknowledged to any lane of one claim, and the ledger row it is in. Commits are ordered, so
 * a server that does not have it has lost data, and no lane may commit behind the hole. Thread-safe.
 */
final class LedgerEnd {
    /** A commit that was acknowledged. */
    record Commit(String scope, CommitPosition position) {
        Commit {
            requireNonNull(scope, "scope is null");
            requireNonNull(position, "position is null");
        }
    }

    private volatile Commit last;

    void acknowledged(String scope, CommitPosition position) {
        last = new Commit(scope, position);
    }

    /** The last commit, if another lane made it: each lane knows its own. */
    Optional<Commit> ofOtherThan(String scope) {
        Commit commit = last;
        return commit == null || commit.scope().equals(scope)
                ? Optional.empty()
                : Optional.of(commit);
    }
}
