package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.TargetConfig;

/**
 * The MySQL server changes go to: hands out ledger, dead letters and appliers that share one catalog and one set of
 * counters. Thread-safe.
 */
public final class Targets implements AutoCloseable {
    /** Connects once, to fail early, and reads the server's version. */
    public static Targets open(TargetConfig target, ApplyConfig apply, MappingConfig mapping) {
        throw new UnsupportedOperationException();
    }

    /** What {@code SELECT VERSION()} says. */
    public String version() {
        throw new UnsupportedOperationException();
    }

    public Ledger ledger() {
        throw new UnsupportedOperationException();
    }

    public DeadLetters deadLetters() {
        throw new UnsupportedOperationException();
    }

    public ApplyCounters counters() {
        throw new UnsupportedOperationException();
    }

    /** An applier for one lane, 0 and up; for one thread. */
    public ChunkApplier applier(Claim claim, int lane) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
