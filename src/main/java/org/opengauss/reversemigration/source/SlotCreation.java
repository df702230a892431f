package org.opengauss.reversemigration.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;

/**
 * One creation of a slot, which may wait long. The statement runs on a short-lived thread and connection of its own, so
 * that the session stays free to see what it waits for.
 */
final class SlotCreation {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(3);
    private static final int REPORTED = 5;

    private record Waiting(long pid, String what, double ageSeconds) {}

    private final SourceSession session;
    private final SourceConfig source;
    private final String name;
    private final Consumer<String> progress;
    private final Duration timeout;
    private volatile long creatorPid;

    SlotCreation(SourceSession session, String name, Consumer<String> progress, Duration timeout) {
        this.session = session;
        this.source = session.source();
        this.name = Slots.checkName(name);
        this.progress = progress;
        this.timeout = timeout;
    }

    private String attempt() {
        return "create slot \"" + name + "\"";
    }

    Lsn run() {
        // Over the server's own limit, so that the server gives up first and cleans up.
        Duration patience = timeout.isZero() ? timeout : timeout.plusSeconds(30);
        try (Connection connection = new Connector(source).patient(attempt(), patience)) {
            FutureTask<Lsn> creation = new FutureTask<>(() -> create(connection));
            Thread thread = new Thread(creation, name + "-slot-creation");
            thread.setDaemon(true);
            thread.start();
            return await(creation, connection);
        } catch (SQLException e) {
            throw SourceErrors.of(attempt(), source, source.port(), e);
        }
    }

    private Lsn create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                creatorPid = row.getLong(1);
            }
            statement.execute("SET statement_timeout = " + timeout.toMillis());
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT xlog_position FROM pg_create_logical_replication_slot('"
                                    + name
                                    + "', '"
                                    + Slots.PLUGIN
                                    + "')")) {
                row.next();
                return Lsn.parse(row.getString(1));
            }
        }
    }

    private Lsn await(FutureTask<Lsn> creation, Connection connection) throws SQLException {
        long begun = System.nanoTime();
        String waitsFor = "";
        while (true) {
            try {
                return creation.get(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begun);
                waitsFor = "it waits for " + waitsFor(waited);
                progress.accept(
                        "creating slot \""
                                + name
                                + "\" since "
                                + waited.toSeconds()
                                + " s: "
                                + waitsFor);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException cause) {
                    throw SourceErrors.explain(attempt(), source, source.port(), cause, waitsFor);
                }
                throw new SourceException(
                        ExitCode.STOPPED, "cannot " + attempt() + ": " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                // Without its client the server ends the creation, and leaves nothing.
                connection.abort(Runnable::run);
                throw new SourceException(
                        ExitCode.TRANSIENT, attempt() + ": interrupted while waiting", e);
            }
        }
    }

    private String waitsFor(Duration waited) {
        List<Waiting> open = new ArrayList<>(openTransactions());
        open.addAll(preparedTransactions());
        List<String> named =
                open.stream()
                        .filter(waiting -> waiting.pid() != creatorPid)
                        .filter(waiting -> waiting.ageSeconds() >= waited.toSeconds() - 1)
                        .sorted((a, b) -> Double.compare(b.ageSeconds(), a.ageSeconds()))
                        .map(Waiting::what)
                        .toList();
        if (named.isEmpty()) {
            return "transactions that were open when it began (none that this user can see in"
                    + " pg_stat_activity and pg_prepared_xacts)";
        }
        String more = named.size() > REPORTED ? " and " + (named.size() - REPORTED) + " more" : "";
        return "transactions that were open when it began: "
                + String.join("; ", named.subList(0, Math.min(REPORTED, named.size())))
                + more;
    }

    private List<Waiting> openTransactions() {
        return session.query(
                "look at open transactions",
                "SELECT pid, usename, datname, application_name,"
                        + " extract(epoch FROM now() - xact_start)"
                        + " FROM pg_stat_activity"
                        + " WHERE xact_start IS NOT NULL AND state <> 'idle' AND pid <> pg_backend_pid()",
                row ->
                        new Waiting(
                                row.getLong(1),
                                String.format(
                                        "pid %d (user %s, database %s, application %s)",
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)),
                                row.getDouble(5)));
    }

    private List<Waiting> preparedTransactions() {
        return session.query(
                "look at prepared transactions",
                "SELECT gid, owner, database, extract(epoch FROM now() - prepared)"
                        + " FROM pg_prepared_xacts",
                row ->
                        new Waiting(
                                -1,
                                String.format(
                                        "prepared transaction \"%s\" (owner %s, database %s)",
                                        row.getString(1), row.getString(2), row.getString(3)),
                                row.getDouble(4)));
    }
}
