package org.opengauss.reversemigration.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random histories, applied in parallel, leave MySQL in no state that the source never had. {@code -Dhistories.seed=N}
 * (printed) is the first seed, {@code -Dhistories.runs} how many follow it, {@code -Dhistories.transactions} how long
 * each is; {@code -Dhistories.seconds} begins no new one afterwards. One seed alone repeats a failure as far as its data
 * go; threads interleave as they like.
 */
class HistoriesIT {
    private static final int RUNS = Integer.getInteger("histories.runs", 40);
    private static final int TRANSACTIONS = Integer.getInteger("histories.transactions", 250);
    private static final int SECONDS = Integer.getInteger("histories.seconds", 75);
    private static final boolean GOES_ON = Boolean.getBoolean("histories.go-on");
    private static final long SEED =
            Long.getLong("histories.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    @Test
    void everyVisibleStateIsOneTheSourceHadAndTheEndIsTheSources() throws Exception {
        List<String> failed = new ArrayList<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int runs = 0;
        while (runs < RUNS && (runs == 0 || System.nanoTime() < end)) {
            Trial trial = new Trial(SEED + runs, TRANSACTIONS);
            long began = System.nanoTime();
            try {
                trial.run();
                System.out.printf(
                        "%s, %d ms%n", trial.told(), (System.nanoTime() - began) / 1_000_000);
            } catch (AssertionError | Exception e) {
                System.out.println("FAILED " + trial.told() + "\n" + e.getMessage());
                failed.add("-Dhistories.seed=" + (SEED + runs) + " -Dhistories.runs=1");
                if (!GOES_ON) {
                    throw new AssertionError("again with " + failed + ": " + e.getMessage(), e);
                }
            }
            runs++;
        }
        System.out.println(runs + " histories, failed: " + failed);
        if (!failed.isEmpty()) {
            throw new AssertionError("again with " + failed);
        }
    }
}
