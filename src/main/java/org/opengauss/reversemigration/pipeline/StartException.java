package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;

/** Replication cannot begin, or ended, for a reason that lies between the two sides. */
final class StartException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    StartException(ExitCode exitCode, String message) {
        super(exitCode, message, null);
    }
}
