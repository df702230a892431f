package org.opengauss.reversemigration.standin;

/** How one style writes a message. */
interface MessageForm {
    byte[] begin(OpenTransaction transaction, long firstLsn);

    byte[] row(RowImage row);

    byte[] commit(OpenTransaction transaction);
}
