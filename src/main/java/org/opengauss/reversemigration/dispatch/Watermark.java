package org.opengauss.reversemigration.dispatch;

import org.opengauss.reversemigration.model.Lsn;

/**
 * Highest commit LSN with nothing unfinished at or below it: what may be confirmed. It only rises. Commits are ordered,
 * so it is the position of the last chunk that committed. Thread-safe.
 */
public final class Watermark {
    private volatile Lsn lsn;

    public Watermark(Lsn start) {
        this.lsn = start;
    }

    public Lsn lsn() {
        return lsn;
    }

    public synchronized void raise(Lsn committed) {
        if (committed.isAfter(lsn)) {
            lsn = committed;
        }
    }
}
