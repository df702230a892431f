package org.opengauss.reversemigration.testbed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A PostgreSQL of the test bed, ready for logical replication: the real part behind the openGauss stand-in. Loopback port,
 * data in a scratch folder, no password. Commits survive a kill of the server, not of the machine.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = FreePort.find();
    private final ServerProcess process;

    private PostgresServer(List<String> settings) {
        Path home = Installation.get().home("postgres");
        Path folder = Installation.get().scratchFolder("postgres");
        List<String> copy = new ArrayList<>(Installation.get().asServerUser());
        Collections.addAll(copy, "cp", "-a", home + "/template/data", folder + "/data");
        ServerProcess.run(copy.toArray(String[]::new));
        this.process =
                new ServerProcess("postgres", folder, command(home, folder, settings), "QUIT");
        start();
    }

    /** Starts a server; each setting is {@code name=value}, as in {@code postgresql.conf}, and wins over ours. */
    public static PostgresServer launch(String... settings) {
        return new PostgresServer(List.of(settings));
    }

    private List<String> command(Path home, Path folder, List<String> settings) {
        List<String> line = new ArrayList<>(Installation.get().asServerUser());
        Collections.addAll(line, home + "/bin/postgres", "-D", folder + "/data");
        List<String> all = new ArrayList<>();
        Collections.addAll(
                all,
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "wal_level=logical",
                "max_replication_slots=20",
                "max_wal_senders=20",
                "max_prepared_transactions=20",
                "max_connections=200",
                "shared_buffers=256MB",
                "max_wal_size=4GB",
                "fsync=off",
                "full_page_writes=off",
                "timezone=UTC");
        all.addAll(settings);
        for (String setting : all) {
            line.add("-c");
            line.add(setting);
        }
        return line;
    }

    /** Starts again after {@link #kill} or {@link #stop}: same data, same port; waits until it answers. */
    public void start() {
        process.start();
        Readiness.await("postgres", process, PATIENCE, this::ask);
    }

    private void ask() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /** SIGKILL to every process of the server, as a crash. */
    public void kill() {
        process.kill();
    }

    /** A fast shutdown: sessions are ended. */
    public void stop() {
        process.signalAndAwait("INT", PATIENCE);
    }

    /** Ends the server and removes its data. */
    @Override
    public void close() {
        process.close();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** The superuser; it needs no password. */
    public String user() {
        return "postgres";
    }

    public String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), "");
    }
}
