package org.opengauss.reversemigration.source;

import java.util.List;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TypeNames;

/** An ordinary SQL connection to openGauss. Thread-safe: one statement at a time. */
public final class SourceSession implements AutoCloseable {
    private SourceSession() {}

    public static SourceSession open(SourceConfig source, SlotConfig slot) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The whole text of {@code version()}. */
    public String version() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** 3, 5, 6, 7...; 0 where {@link #version()} names no number. */
    public int majorVersion() {
        throw new UnsupportedOperationException("not built yet");
    }

    public String compatibility() {
        throw new UnsupportedOperationException("not built yet");
    }

    public boolean hasDolphin() {
        throw new UnsupportedOperationException("not built yet");
    }

    public SourceIdentity identity() {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<SourceTable> tables() {
        throw new UnsupportedOperationException("not built yet");
    }

    public TypeNames typeNames() {
        throw new UnsupportedOperationException("not built yet");
    }

    public Lsn currentLsn() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}
}
