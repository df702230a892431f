package org.opengauss.reversemigration.standin;

/** The transaction being rendered. Times are microseconds since 2000-01-01 UTC. */
final class OpenTransaction {
    final long firstLsn;
    final long commitStart;
    final long commitMicros;
    final long xid;

    /** BEGIN has been sent. */
    boolean announced;

    /** Later rows are lost: openGauss stops decoding a transaction that has written the catalog. */
    boolean silenced;

    /** Its rows came from another server. */
    boolean foreign;

    OpenTransaction(long firstLsn, PgMessage.Begin begin) {
        this.firstLsn = firstLsn;
        commitStart = begin.commitStart();
        commitMicros = begin.commitMicros();
        xid = begin.xid();
    }

    /**
     * A number that rises by commit and is the same in every stream and after every restart. The server counts commits;
     * PostgreSQL keeps no such number, but commit records are 8 bytes apart at least.
     */
    long csn() {
        return commitStart >>> 3;
    }
}
