package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadPatienceTest {
    private final HeadPatience patience = new HeadPatience(Duration.ofSeconds(4));

    @Test
    void lastsSomeTimesWhatChunksTookLately() {
        assertThat(millis(0)).isEqualTo(250);
        patience.executed(nanos(100));
        assertThat(millis(0)).isEqualTo(400);
        for (int i = 0; i < 50; i++) {
            patience.executed(nanos(1));
        }
        assertThat(millis(0)).isEqualTo(250);
    }

    @Test
    void endsBeforeTheLockWaitOfTheHeadDoes() {
        patience.executed(nanos(60_000));
        assertThat(millis(0)).isEqualTo(3000);
    }

    @Test
    void doublesWithEachYieldInVainAndComesBack() {
        patience.executed(nanos(100));
        patience.yieldEnded(nanos(50), 0);
        assertThat(millis(0)).as("it helped").isEqualTo(400);
        patience.yieldEnded(nanos(5000), nanos(1000));
        patience.yieldEnded(nanos(5000), nanos(2000));
        assertThat(millis(2000)).isEqualTo(1600);
        assertThat(millis(33_000)).isEqualTo(800);
        assertThat(millis(63_000)).isEqualTo(400);
        assertThat(millis(1_000_000)).isEqualTo(400);
    }

    private long millis(long nowMillis) {
        return TimeUnit.NANOSECONDS.toMillis(patience.nanos(nanos(nowMillis)));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
