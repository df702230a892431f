package org.opengauss.reversemigration.target;

import java.util.List;

/** The table of changes that did not fit. Thread-safe. */
public final class DeadLetters {
    public List<DeadLetter> list(String slot) {
        throw new UnsupportedOperationException();
    }

    public long count(String slot, DeadLetter.State state) {
        throw new UnsupportedOperationException();
    }
}
