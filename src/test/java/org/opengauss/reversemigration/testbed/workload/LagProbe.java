package org.opengauss.reversemigration.testbed.workload;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures the lag: commits a numbered row on the source at a steady pace and looks for it on MySQL. Lag is the time from
 * the commit's answer to the look that saw the row. Two threads of its own; thread-safe.
 */
public final class LagProbe implements AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofMillis(3).toNanos();

    private final long paceNanos;
    private final ConcurrentSkipListMap<Long, Long> underWay = new ConcurrentSkipListMap<>();
    private final List<Long> lags = new ArrayList<>();
    private final CountDownLatch stopWriting = new CountDownLatch(1);
    private final CountDownLatch stopReading = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread writer;
    private final Thread reader;

    private LagProbe(Connection source, Connection mysql, Duration pace) {
        this.paceNanos = pace.toNanos();
        this.writer = new Thread(() -> guarded(() -> write(source)), "lag-writer");
        this.reader = new Thread(() -> guarded(() -> read(mysql)), "lag-reader");
        writer.setDaemon(true);
        reader.setDaemon(true);
    }

    /** Begins to measure; the connections are the probe's from now on. */
    public static LagProbe start(Connection source, Connection mysql, Duration pace) {
        LagProbe probe = new LagProbe(source, mysql, pace);
        probe.writer.start();
        probe.reader.start();
        return probe;
    }

    private interface Body {
        void run() throws SQLException, InterruptedException;
    }

    private void guarded(Body body) {
        try {
            body.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void write(Connection source) throws SQLException, InterruptedException {
        try (source;
                PreparedStatement insert =
                        source.prepareStatement("insert into probe (id) values (?)")) {
            source.setAutoCommit(true);
            long next = System.nanoTime();
            for (long id = 1; ; id++) {
                insert.setLong(1, id);
                // the look that sees it may come before the answer does
                underWay.put(id, Long.MAX_VALUE);
                insert.executeUpdate();
                underWay.computeIfPresent(id, (key, none) -> System.nanoTime());
                next += paceNanos;
                if (stopWriting.await(Math.max(0, next - System.nanoTime()), NANOSECONDS)) {
                    return;
                }
            }
        }
    }

    private void read(Connection mysql) throws SQLException, InterruptedException {
        try (mysql;
                PreparedStatement look =
                        mysql.prepareStatement("select coalesce(max(id), 0) from probe")) {
            while (!stopReading.await(LOOK_NANOS, NANOSECONDS)) {
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    arrived(row.getLong(1));
                }
            }
        }
    }

    private void arrived(long highest) {
        long now = System.nanoTime();
        Map.Entry<Long, Long> first = underWay.firstEntry();
        while (first != null && first.getKey() <= highest) {
            underWay.remove(first.getKey());
            long lag = first.getValue() == Long.MAX_VALUE ? 0 : now - first.getValue();
            synchronized (lags) {
                lags.add(Math.max(0, lag));
            }
            first = underWay.firstEntry();
        }
    }

    /** Age of the oldest row that has not arrived, or the lag of the last that has. */
    public Duration now() {
        Map.Entry<Long, Long> first = underWay.firstEntry();
        if (first != null && first.getValue() != Long.MAX_VALUE) {
            return Duration.ofNanos(Math.max(0, System.nanoTime() - first.getValue()));
        }
        synchronized (lags) {
            return Duration.ofNanos(lags.isEmpty() ? 0 : lags.get(lags.size() - 1));
        }
    }

    /** Writes no more rows; those under way are still looked for. */
    public void finish() {
        stopWriting.countDown();
        Joining.uninterrupted(writer);
    }

    /** Whether every row has arrived; fails if a thread of the probe has. */
    public boolean allArrived() {
        if (failure.get() != null) {
            throw new IllegalStateException("the lag cannot be measured", failure.get());
        }
        return underWay.isEmpty();
    }

    /** The lag that this share of the rows did not exceed: 0.5, 0.99. */
    public Duration percentile(double share) {
        long[] sorted;
        synchronized (lags) {
            sorted = lags.stream().mapToLong(Long::longValue).toArray();
        }
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        Arrays.sort(sorted);
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return Duration.ofNanos(sorted[Math.max(0, index)]);
    }

    @Override
    public void close() {
        finish();
        stopReading.countDown();
        Joining.uninterrupted(reader);
    }
}
