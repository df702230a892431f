package org.opengauss.reversemigration.model;

import java.util.List;

/**
 * What the source's catalog says about a table that is replicated.
 *
 * @param identity which old row the stream carries
 * @param identityColumns the columns of that old row; empty for {@link Identity#NONE}
 * @param booleanColumns columns of type boolean, which dolphin prints wrong in some streams
 */
public record SourceTable(
        TableName name,
        Identity identity,
        List<String> identityColumns,
        List<String> booleanColumns) {
    /** The old row an UPDATE or DELETE carries. */
    public enum Identity {
        /** The primary key's columns. */
        PRIMARY_KEY,
        /** The columns of the index named by REPLICA IDENTITY USING INDEX. */
        INDEX,
        /** All columns. */
        FULL,
        /** No old row: REPLICA IDENTITY NOTHING, or DEFAULT without a primary key. */
        NONE
    }

    public SourceTable {
        identityColumns = List.copyOf(identityColumns);
        booleanColumns = List.copyOf(booleanColumns);
    }
}
