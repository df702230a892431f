package org.opengauss.reversemigration.testbed.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Several sessions on the source at once. What each sends is fixed by the seed; how they interleave is not. Ends when it is
 * stopped, or when each session has made its transactions.
 */
public final class Workload implements AutoCloseable {
    /** Every table of the workload. */
    public static final List<String> TABLES =
            List.of(
                    "account_current",
                    "account_savings",
                    "account_reserve",
                    "account_cash",
                    "item",
                    "log_entry",
                    "seat",
                    "journal",
                    "journal_leg",
                    "session_counter",
                    "probe");

    /** Opens a session on the source. */
    @FunctionalInterface
    public interface Connector {
        Connection connect() throws SQLException;
    }

    private final History history = new History();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Workload() {}

    /** Makes the tables on both sides, empty. */
    public static void createTables(Connection source, Connection target) throws SQLException {
        execute(source, statements("/workload/source.sql"));
        execute(target, statements("/workload/target.sql"));
    }

    /** The rows that sessions need to find; run on the source, to be replicated. */
    public static void populate(Connection source, int sessions) throws SQLException {
        List<String> rows = new ArrayList<>(MoneyScenes.opening());
        for (int session = 1; session <= sessions; session++) {
            rows.add("insert into session_counter values (" + session + ", 0)");
            for (int place = 0; place < SeatScenes.PLACES; place++) {
                rows.add(
                        "insert into seat values (%d, %d, %d)"
                                .formatted(
                                        session * 1_000 + place,
                                        session,
                                        SeatScenes.firstPlace(session) + place));
            }
        }
        boolean autoCommit = source.getAutoCommit();
        source.setAutoCommit(false);
        execute(source, rows);
        source.commit();
        source.setAutoCommit(autoCommit);
    }

    /**
     * @param transactions of each session, rolled back ones included
     * @param perSecond transactions of each session; 0 = as many as the source takes
     */
    public static Workload start(
            Connector source, int sessions, long transactions, int perSecond, long seed)
            throws SQLException {
        Workload workload = new Workload();
        for (int number = 1; number <= sessions; number++) {
            SourceSession session =
                    new SourceSession(number, source.connect(), seed, workload.history);
            workload.threads.add(
                    new Thread(
                            () -> workload.run(session, transactions, perSecond),
                            "session-" + number));
        }
        workload.threads.forEach(Thread::start);
        return workload;
    }

    private void run(SourceSession session, long transactions, int perSecond) {
        try (session) {
            long start = System.nanoTime();
            long made = 0;
            while (made < transactions && failure.get() == null) {
                long due = perSecond == 0 ? 0 : start + made * 1_000_000_000L / perSecond;
                long wait = perSecond == 0 ? 0 : Math.max(0, due - System.nanoTime());
                if (stop.await(wait, NANOSECONDS)) {
                    return;
                }
                session.transaction();
                made++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    public History history() {
        return history;
    }

    public boolean isRunning() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /** Ends after the transactions that are open now; fails if a session did. */
    public void finish() throws InterruptedException {
        stop.countDown();
        join();
    }

    /** Waits until every session has made its transactions; fails if one could not. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a session of the workload failed", failure.get());
        }
    }

    /** Stops the sessions; does not wait. */
    @Override
    public void close() {
        stop.countDown();
    }

    private static void execute(Connection connection, List<String> statements)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> statements(String resource) {
        try (InputStream in = Workload.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
            return java.util.Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
