package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting times that double from {@code first} to {@code longest}, each spread by a quarter so that retries disperse. */
final class Backoff {
    private final long firstMillis;
    private final long longestMillis;
    private long nextMillis;
    private int attempts;

    Backoff(Duration first, Duration longest) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        reset();
    }

    void reset() {
        nextMillis = firstMillis;
        attempts = 0;
    }

    int attempts() {
        return attempts;
    }

    Duration next() {
        attempts++;
        long spread = Math.max(1, nextMillis / 4);
        long wait = nextMillis - spread + ThreadLocalRandom.current().nextLong(2 * spread);
        nextMillis = Math.min(longestMillis, nextMillis * 2);
        return Duration.ofMillis(wait);
    }
}
