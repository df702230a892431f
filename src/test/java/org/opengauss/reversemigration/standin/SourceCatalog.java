package org.opengauss.reversemigration.standin;

/** What pgoutput does not say of a table: declared replica identity, openGauss's type names. */
interface SourceCatalog {
    /** The table as it was when the record at {@code lsn} was written. */
    ShownTable table(PgMessage.Relation relation, long lsn);
}
