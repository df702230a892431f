package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;

/** MySQL refused, cannot be reached, or a change does not fit it. Messages hold no row values. */
public class TargetException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    public TargetException(ExitCode exitCode, String message, Throwable cause) {
        super(exitCode, message, cause);
    }
}
