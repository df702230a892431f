package org.opengauss.reversemigration.source;

import java.util.Optional;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;

/** The open replication stream of one slot. Used by one thread only. */
public final class SlotStream implements AutoCloseable {
    private SlotStream() {}

    public static SlotStream open(
            SourceConfig source, SlotConfig slot, StreamPlan plan, Lsn start) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Frame> poll() {
        throw new UnsupportedOperationException("not built yet");
    }

    public Lsn lastReceived() {
        throw new UnsupportedOperationException("not built yet");
    }

    public void confirm(Lsn lsn) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}
}
