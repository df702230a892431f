package org.opengauss.reversemigration.status;

/** What a run is doing, in one word. */
public enum State {
    STARTING,
    REPLICATING,
    RETRYING
}
