package org.opengauss.reversemigration.decode;

import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;

/** The stream holds something the grammar does not know. The message names offset and table, never a value. */
public final class DecodeException extends ReplicationException {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        this(message, null);
    }

    public DecodeException(String message, Throwable cause) {
        super(ExitCode.STOPPED, message, cause);
    }
}
