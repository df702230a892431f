package org.opengauss.reversemigration.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServersIT {
    @ParameterizedTest
    @EnumSource
    void committedRowsOfTheTargetSurviveAKill(MySqlServer.Flavour flavour) throws SQLException {
        try (MySqlServer server = MySqlServer.launch(flavour);
                TargetDatabase database = TargetDatabase.create(server)) {
            database.execute(
                    "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)");

            server.kill();
            server.start();

            assertThat(count(database.connect())).isEqualTo(2);
        }
    }

    @Test
    void targetIsAtLeast84() throws SQLException {
        try (Connection connection = Servers.target().connect("")) {
            int version =
                    connection.getMetaData().getDatabaseMajorVersion() * 100
                            + connection.getMetaData().getDatabaseMinorVersion();
            assertThat(version).isGreaterThanOrEqualTo(804);
        }
    }

    @Test
    void committedRowsOfPostgresSurviveAKill() throws SQLException {
        try (PostgresServer server = PostgresServer.launch();
                PostgresDatabase database = PostgresDatabase.create(server)) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");

            server.kill();
            server.start();

            assertThat(count(database.connect())).isEqualTo(2);
        }
    }

    @Test
    void postgresDecodesLogically() throws SQLException {
        try (PostgresDatabase database = PostgresDatabase.create()) {
            database.execute("SELECT pg_create_logical_replication_slot('bed', 'pgoutput')");
        }
    }

    /** A JVM of its own starts a server and is killed: the server and its folder must go. */
    @Test
    void serverEndsWithAJvmThatIsKilled() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Orphan.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String[] said =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8))
                        .readLine()
                        .split(" ");
        ProcessHandle server = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();
        Path folder = Path.of(said[1]);
        assertThat(folder).exists();

        jvm.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
        await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(folder));
    }

    /** Starts a process and prints its id and folder. */
    static final class Orphan {
        private Orphan() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Installation.get().scratchFolder("orphan");
            ServerProcess process =
                    new ServerProcess("orphan", folder, List.of("sleep", "600"), "KILL");
            process.start();
            System.out.println(process.pid() + " " + folder);
            Thread.currentThread().join();
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            result.next();
            return result.getInt(1);
        }
    }
}
