package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

/**
 * A failure with one message for the operator: what was tried, where, what came back, what to do. Messages hold no row
 * values and no secrets. Subclasses say where the operator must look; the exit code says whether trying again helps.
 */
public abstract class ReplicationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    protected ReplicationException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = requireNonNull(exitCode, "exitCode is null");
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** Whether the same attempt may succeed later without anybody acting. */
    public boolean isTransient() {
        return exitCode == ExitCode.TRANSIENT;
    }
}
