package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.ExitCode;

/**
 * The open MySQL transaction was rolled back and nothing of it stays; the same source transactions must be replayed,
 * plainly and at the head of line. Not a verdict: only a replay can pronounce one. The connection is still good.
 */
public final class ReplayException extends TargetException {
    private static final long serialVersionUID = 1L;

    public ReplayException(String message, Throwable cause) {
        super(ExitCode.TRANSIENT, message, cause);
    }
}
