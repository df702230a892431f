package org.opengauss.reversemigration.target;

import java.time.Duration;
import java.util.Optional;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;

/**
 * Our positions on MySQL, beside the data. Maintenance side: makes the tables, registers and claims slots. Thread-safe.
 */
public final class Ledger {
    /** What {@link #register} found. */
    public enum Registration {
        NEW,
        SAME,
        /** The slot name was registered for another source, or for an earlier slot of that name. */
        OTHER
    }

    /** Makes database and tables where they are missing; whether anything was made. */
    public boolean create() {
        throw new UnsupportedOperationException();
    }

    /** Whether database and tables exist. */
    public boolean exists() {
        throw new UnsupportedOperationException();
    }

    /** Notes that {@code slot} was made at {@code creation}; changes nothing if the name is registered already. */
    public Registration register(String slot, SourceIdentity source, Lsn creation) {
        throw new UnsupportedOperationException();
    }

    /** Locks all rows of the slot, waits for commits in flight, raises the epoch. */
    public Claim claim(String slot, int writers, Duration patience) {
        throw new UnsupportedOperationException();
    }

    /** Notes what is about to be confirmed to the slot; only forwards. */
    public void confirming(Claim claim, Lsn position) {
        throw new UnsupportedOperationException();
    }

    /** The highest position of all scopes, if the slot is registered. */
    public Optional<LedgerState> read(String slot) {
        throw new UnsupportedOperationException();
    }

    /** Removes everything about the slot, dead letters included; whether there was anything. */
    public boolean purge(String slot) {
        throw new UnsupportedOperationException();
    }
}
