package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.model.CommitPosition;

/**
 * The commits that MySQL acknowledged to the lanes of one claim, and the ledger rows they are in. A server that does not
 * have them has lost data, and no lane may go on over the hole. Thread-safe.
 */
final class LedgerEnd {
    /** A commit that was acknowledged. */
    record Commit(String scope, CommitPosition position) {
        Commit {
            requireNonNull(scope, "scope is null");
            requireNonNull(position, "position is null");
        }
    }

    private final Map<String, Commit> lastOfEach = new ConcurrentHashMap<>();
    private volatile Commit last;

    void acknowledged(String scope, CommitPosition position) {
        Commit commit = new Commit(scope, position);
        lastOfEach.put(scope, commit);
        last = commit;
    }

    /** The last commit, if another lane made it: each lane knows its own. At most one. */
    List<Commit> lastOfOtherThan(String scope) {
        Commit commit = last;
        return commit == null || commit.scope().equals(scope) ? List.of() : List.of(commit);
    }

    /** The last commit of every other lane: where lanes keep no order, the last one of all says nothing about the rest. */
    List<Commit> ofOthersThan(String scope) {
        return lastOfEach.values().stream()
                .filter(commit -> !commit.scope().equals(scope))
                .toList();
    }
}
