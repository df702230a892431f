package org.opengauss.reversemigration.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A MySQL or a MariaDB of the test bed, on a free loopback port, with its data in a scratch folder. */
public final class MySqlServer implements TargetServer {
    /** Which server. */
    public enum Flavour {
        MYSQL("mysql"),
        MARIADB("mariadb");

        private final String installation;

        Flavour(String installation) {
            this.installation = installation;
        }

        boolean isInstalled() {
            return Installation.get().has(installation);
        }
    }

    /** What a commit waits for. */
    public enum Durability {
        /** Commits reach the operating system: they survive a kill of the server. */
        PROCESS_CRASH,
        /** Commits reach the disk, as in production. */
        POWER_LOSS
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADMIN = "testbed";
    private static final String TOOL = "reverse";
    private static final String PASSWORD = "Test_bed-2026";
    private static final String TOOL_PRIVILEGES =
            "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, TRIGGER, EVENT,"
                    + " PROCESS";

    private final Flavour flavour;
    private final int port = FreePort.find();
    private final ServerProcess process;

    private MySqlServer(Flavour flavour, Durability durability, List<String> options) {
        this.flavour = flavour;
        Path home = Installation.get().home(flavour.installation);
        Path folder = Installation.get().scratchFolder(flavour.installation);
        copyTemplate(home, folder);
        this.process =
                new ServerProcess(
                        flavour.installation,
                        folder,
                        command(home, folder, durability, options),
                        "KILL");
        start();
    }

    /** Starts MySQL fast enough for tests; the options are further arguments of {@code mysqld}. */
    public static MySqlServer launch(Flavour flavour, String... options) {
        return launch(flavour, Durability.PROCESS_CRASH, options);
    }

    public static MySqlServer launch(Flavour flavour, Durability durability, String... options) {
        return new MySqlServer(flavour, durability, List.of(options));
    }

    private List<String> command(
            Path home, Path folder, Durability durability, List<String> options) {
        List<String> line = new ArrayList<>(Installation.get().asServerUser());
        if (flavour == Flavour.MYSQL) {
            line.add(home + "/bin/mysqld");
            Collections.addAll(
                    line, "--mysqlx=OFF", "--secure-file-priv=", "--innodb-redo-log-capacity=512M");
        } else {
            line.add(home + "/bin/mariadbd");
            Collections.addAll(
                    line,
                    "--no-defaults",
                    "--basedir=" + home,
                    "--character-set-server=utf8mb4",
                    "--innodb-log-file-size=256M");
        }
        Collections.addAll(
                line,
                "--datadir=" + folder + "/data",
                "--socket=" + folder + "/socket",
                "--pid-file=" + folder + "/pid",
                "--init-file=" + folder + "/init.sql",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--max-connections=300",
                "--innodb-buffer-pool-size=512M");
        if (durability == Durability.PROCESS_CRASH) {
            Collections.addAll(
                    line,
                    "--innodb-flush-log-at-trx-commit=2",
                    "--sync-binlog=0",
                    "--innodb-doublewrite=0");
        }
        line.addAll(options);
        return line;
    }

    private static void copyTemplate(Path home, Path folder) {
        List<String> copy = new ArrayList<>(Installation.get().asServerUser());
        Collections.addAll(copy, "cp", "-a", home + "/template/data", folder + "/data");
        ServerProcess.run(copy.toArray(String[]::new));
        try {
            // run at each start; one statement a line
            Files.writeString(
                    folder.resolve("init.sql"),
                    user(ADMIN, "ALL PRIVILEGES") + user(TOOL, TOOL_PRIVILEGES));
        } catch (IOException e) {
            throw new UncheckedIOException("the server's users could not be written", e);
        }
    }

    private static String user(String name, String privileges) {
        return "CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';\nGRANT %3$s ON *.* TO '%1$s'@'%%'%4$s;\n"
                .formatted(
                        name, PASSWORD, privileges, name.equals(ADMIN) ? " WITH GRANT OPTION" : "");
    }

    @Override
    public void start() {
        process.start();
        Readiness.await(flavour.installation, process, PATIENCE, this::ask);
    }

    private void ask() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void stop() {
        process.signalAndAwait("TERM", PATIENCE);
    }

    @Override
    public void freeze() {
        process.signal("STOP");
    }

    @Override
    public void thaw() {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String adminUser() {
        return ADMIN;
    }

    @Override
    public String adminPassword() {
        return PASSWORD;
    }

    @Override
    public String toolUser() {
        return TOOL;
    }

    @Override
    public String toolPassword() {
        return PASSWORD;
    }

    @Override
    public boolean isMariaDb() {
        return flavour == Flavour.MARIADB;
    }
}
