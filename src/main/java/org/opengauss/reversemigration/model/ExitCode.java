package org.opengauss.reversemigration.model;

/** What the process tells its caller; the numbers are documented and fixed. */
public enum ExitCode {
    DONE(0),
    /** Trying again may help. */
    TRANSIENT(1),
    /** Usage or configuration. */
    USAGE(2),
    /** Difference found, or a check failed. */
    DIFFERENCE(3),
    /** Stopped; a person must act. */
    STOPPED(4),
    /** Fenced out by a newer instance, or slot in use. */
    FENCED(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
