package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChunkSizerTest {
    private static final long MILLI = 1_000_000;

    private final ChunkSizer sizer = new ChunkSizer(Duration.ofMillis(80), 8192);

    @Test
    void growsToWhatFitsTheTargetButAtMostDoublesAStep() {
        assertThat(sizer.rowLimit()).isEqualTo(512);
        full(0.01, 2);
        assertThat(sizer.rowLimit()).isEqualTo(1024);
        for (int i = 0; i < 10; i++) {
            full(0.01, 2);
        }
        assertThat(sizer.rowLimit()).isBetween(7500, 8000);
        full(0.001, 2);
        full(0.001, 2);
        assertThat(sizer.rowLimit()).isEqualTo(8192);
    }

    @Test
    void shrinksWhereRowsAreSlow() {
        for (int i = 0; i < 20; i++) {
            full(2, 2);
        }
        assertThat(sizer.rowLimit()).isBetween(35, 40);
    }

    @Test
    void smallChunksOfAnIdleTimeDoNotMakeLargeOnesSmall() {
        for (int i = 0; i < 100; i++) {
            sizer.applied(1, 6 * MILLI, 0);
            sizer.applied(3, MILLI, 5 * MILLI);
        }
        assertThat(sizer.rowLimit()).isEqualTo(512);
    }

    @Test
    void aSlowCommitMakesChunksLargerNotSmaller() {
        for (int i = 0; i < 20; i++) {
            full(0.1, 200);
        }
        assertThat(sizer.rowLimit()).isBetween(5900, 6100);
    }

    @Test
    void findsItsWayBackWhenTheCommitTravelsWithTheStatements() {
        for (int i = 0; i < 60; i++) {
            int rows = sizer.rowLimit();
            sizer.applied(rows, (long) ((200 + rows * 0.1) * MILLI), 0);
        }
        int most = 0;
        for (int i = 0; i < 60; i++) {
            int rows = sizer.rowLimit();
            most = Math.max(most, rows);
            sizer.applied(rows, (long) ((200 + rows * 0.1) * MILLI), 0);
        }
        assertThat(most).isGreaterThan(500);
    }

    @Test
    void whatIsUnderWayTogetherSharesTheTime() {
        AtomicLong nanos = new AtomicLong();
        ExecutionClock clock = new ExecutionClock(nanos::get);
        double first = clock.begin();
        nanos.addAndGet(100);
        double second = clock.begin();
        nanos.addAndGet(100);
        assertThat(clock.end(first)).isEqualTo(150);
        nanos.addAndGet(30);
        assertThat(clock.end(second)).isEqualTo(80);
        nanos.addAndGet(1000);
        assertThat(clock.end(clock.begin())).isZero();
    }

    private void full(double millisPerRow, double commitMillis) {
        sizer.applied(
                sizer.rowLimit(),
                (long) (sizer.rowLimit() * millisPerRow * MILLI),
                (long) (commitMillis * MILLI));
    }
}
