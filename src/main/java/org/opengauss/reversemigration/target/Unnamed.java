package org.opengauss.reversemigration.target;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that name no row, because their table has no replica identity: refused, or left out by explicit policy and
 * counted. Thread-safe.
 */
final class Unnamed {
    private static final Logger log = LoggerFactory.getLogger(Unnamed.class);

    private final WithoutIdentity policy;
    private final Set<TableName> warned = ConcurrentHashMap.newKeySet();

    Unnamed(WithoutIdentity policy) {
        this.policy = policy;
    }

    /**
     * Whether {@code change} is to be left out.
     *
     * @throws Verdict if the policy refuses it
     */
    boolean leavesOut(Change change) throws Verdict {
        if (change.operation() == Operation.INSERT || change.hasOldRow()) {
            return false;
        }
        if (policy == WithoutIdentity.REFUSE) {
            throw Refusals.unnamed(change);
        }
        if (warned.add(change.table())) {
            log.warn(
                    "{} has no replica identity: its UPDATEs and DELETEs name no row and are not"
                            + " applied (apply.tables-without-identity: insert-only)",
                    change.table());
        }
        return true;
    }
}
