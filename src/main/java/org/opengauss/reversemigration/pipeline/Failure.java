package org.opengauss.reversemigration.pipeline;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The first failure of a session: it wins, later ones are suppressed under it. Thread-safe. */
final class Failure {
    private final AtomicReference<Throwable> first = new AtomicReference<>();
    private final CountDownLatch happened = new CountDownLatch(1);

    void report(Throwable failure) {
        if (first.compareAndSet(null, failure)) {
            happened.countDown();
        } else if (first.get() != failure) {
            first.get().addSuppressed(failure);
        }
    }

    boolean happened() {
        return first.get() != null;
    }

    Optional<Throwable> first() {
        return Optional.ofNullable(first.get());
    }

    /** For a blocking hand-off: leaves at once when somebody else has failed. */
    void check() throws InterruptedException {
        if (happened()) {
            throw new InterruptedException("another thread of the session failed");
        }
    }
}
