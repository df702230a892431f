package org.opengauss.reversemigration.source;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.opengauss.reversemigration.model.Lsn;

/** Finds, makes and drops logical slots of {@code mppdb_decoding}. */
public final class Slots {
    public Slots(SourceSession session) {}

    public Optional<SlotState> find(String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** As {@link #create(String, Consumer, Duration)}, waiting as long as it takes. */
    public Lsn create(String name, Consumer<String> progress) {
        return create(name, progress, Duration.ZERO);
    }

    public Lsn create(String name, Consumer<String> progress, Duration timeout) {
        throw new UnsupportedOperationException("not built yet");
    }

    public void drop(String name) {
        throw new UnsupportedOperationException("not built yet");
    }
}
