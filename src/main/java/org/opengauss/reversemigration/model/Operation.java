package org.opengauss.reversemigration.model;

/** What a change does to its row. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE
}
