package org.opengauss.reversemigration.source;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;

/** openGauss refused, or cannot be reached. */
public final class SourceException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    public SourceException(ExitCode exitCode, String message, Throwable cause) {
        super(exitCode, message, cause);
    }
}
