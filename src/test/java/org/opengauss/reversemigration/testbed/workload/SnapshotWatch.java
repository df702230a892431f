package org.opengauss.reversemigration.testbed.workload;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;

/** A reader of MySQL that takes snapshot after snapshot and judges each, in a thread of its own. Thread-safe. */
public final class SnapshotWatch implements AutoCloseable {
    private static final int MOST_PROBLEMS = 20;

    private final SnapshotCheck check;
    private final long pauseMillis;
    private final Thread thread = new Thread(this::run, "snapshot-watch");
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<String> problems = new ArrayList<>();
    private final Set<Long> states = new ConcurrentSkipListSet<>();
    private volatile int snapshots;

    private SnapshotWatch(SnapshotCheck check, Duration pause) {
        this.check = check;
        this.pauseMillis = pause.toMillis();
        thread.setDaemon(true);
    }

    /** Begins to look, with this pause between two looks. */
    public static SnapshotWatch start(Connection mysql, History history, Duration pause)
            throws SQLException {
        SnapshotWatch watch = new SnapshotWatch(new SnapshotCheck(mysql, history), pause);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try (check) {
            do {
                SnapshotCheck.Snapshot snapshot = check.take();
                states.add(snapshot.transactions());
                snapshots++;
                snapshot.problems().forEach(problem -> note(snapshot.transactions(), problem));
            } while (!stop.await(pauseMillis, MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            note(-1, "the snapshots ended: " + e);
        }
    }

    private synchronized void note(long transactions, String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add("snapshot with " + transactions + " transactions: " + problem);
        }
    }

    /** Snapshots taken so far. */
    public int snapshots() {
        return snapshots;
    }

    /** Different states that they showed. */
    public int states() {
        return states.size();
    }

    /** States that the source never had; empty is good. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** Takes no more, after the one being taken. */
    public void finish() {
        stop.countDown();
        Joining.uninterrupted(thread);
    }

    @Override
    public void close() {
        finish();
    }
}
