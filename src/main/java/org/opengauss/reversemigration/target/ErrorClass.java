package org.opengauss.reversemigration.target;

/** What an error of MySQL means for the transaction that met it. */
enum ErrorClass {
    /** Roll back and try the transaction again: deadlock, lock wait. */
    RETRY,
    /** The same, but it takes somebody's time: disk full, read-only server. */
    RETRY_SLOWLY,
    /** The connection is gone or cannot be had now; a COMMIT on its way is in doubt. */
    RECONNECT,
    /** A packet above {@code max_allowed_packet}. */
    TOO_LARGE,
    /** A row does not fit. */
    UNFIT,
    /** Definitions differ from what the catalog said. */
    DEFINITION,
    /** Login, host: a wrong configuration. */
    CONFIGURATION,
    /** Privileges, variables: somebody must act on the server. */
    OPERATOR,
    /** Anything else; trying again does not help. */
    STOP;

    boolean isTransient() {
        return this == RETRY || this == RETRY_SLOWLY || this == RECONNECT;
    }
}
