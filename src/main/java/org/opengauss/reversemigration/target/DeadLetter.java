package org.opengauss.reversemigration.target;

import java.time.Instant;
import org.opengauss.reversemigration.model.CommitPosition;

/**
 * A change that did not fit, as stored for an operator. The only place outside the tables themselves that holds row
 * values.
 *
 * @param payload the change with its values, one line per column
 */
public record DeadLetter(
        long id,
        String slot,
        State state,
        CommitPosition position,
        String table,
        String operation,
        String reason,
        String payload,
        Instant createdAt) {
    /** What became of the change. */
    public enum State {
        /** It stops the replication. */
        BLOCKED,
        /** It was left out. */
        SKIPPED
    }
}
