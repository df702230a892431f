package org.opengauss.reversemigration.model;

/**
 * Which source a slot belongs to: system identifier of the instance and oid of the database. With the slot's creation
 * position it makes up the ledger's {@code source_id}.
 */
public record SourceIdentity(String systemIdentifier, long databaseOid) {
    @Override
    public String toString() {
        return systemIdentifier + "/" + databaseOid;
    }
}
