package org.opengauss.reversemigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import picocli.CommandLine;

/** create and drop against a source and a MySQL: what they make, what they say, what they refuse. */
class CommandsIT {
    private static final String SLOT = "commands_it";

    @TempDir private Path folder;
    private PostgresDatabase database;
    private StandIn source;
    private TargetDatabase target;
    private Path config;
    private String output;

    @BeforeEach
    void startServers() throws SQLException, IOException {
        database = PostgresDatabase.create();
        source = StandIn.start(database, Manners.A_6_0);
        target = TargetDatabase.create();
        config =
                Files.writeString(
                        folder.resolve("config.yaml"),
                        """
                        og_conn:
                          host: %s
                          port: %d
                          user: %s
                          password: '%s'
                          database: %s
                        slot: {name: %s}
                        mysql:
                          host: %s
                          port: %d
                          user: %s
                          password: '%s'
                          database: %s
                        ledger: {database: %s}
                        """
                                .formatted(
                                        source.host(),
                                        source.port(),
                                        source.user(),
                                        source.password(),
                                        source.database(),
                                        SLOT,
                                        target.server().host(),
                                        target.server().port(),
                                        target.server().toolUser(),
                                        target.server().toolPassword(),
                                        target.name(),
                                        target.ledgerDatabase()),
                        UTF_8);
        onSource("create table keyed (id int primary key, v text)");
    }

    @AfterEach
    void stopServers() throws Exception {
        source.close();
        target.close();
        database.close();
    }

    @Test
    void createMakesSlotAndLedgerAndSaysSoWhenTheyAreThere() {
        assertThat(execute("create")).as(output).isZero();
        assertThat(output)
                .contains("ledger tables created", "slot \"" + SLOT + "\" created at")
                .contains("next: reverse-migration start -c " + config);

        assertThat(execute("create")).as(output).isZero();
        assertThat(output).contains("are there already").doesNotContain("created");
    }

    @Test
    void aTableWithoutIdentityIsRefusedByNameOrMended() throws SQLException {
        onSource("create table keyless (v text)");

        assertThat(execute("create")).isEqualTo(4);
        assertThat(output)
                .contains("ALTER TABLE \"public\".\"keyless\" REPLICA IDENTITY FULL;")
                .doesNotContain("keyed\"");

        assertThat(execute("create", "--set-identity")).as(output).isZero();
        assertThat(output).contains("ALTER TABLE \"public\".\"keyless\" REPLICA IDENTITY FULL;");
    }

    @Test
    void aSlotThatWasLostIsNotSilentlyMadeAgain() {
        execute("create");
        assertThat(execute("drop", "--yes")).as(output).isZero();
        assertThat(output).contains("slot \"" + SLOT + "\" dropped");

        assertThat(execute("create")).isEqualTo(4);
        assertThat(output).contains("is gone from openGauss", "would never be seen");

        assertThat(execute("drop", "--yes", "--purge")).as(output).isZero();
        assertThat(output).contains("is not there", "ledger rows of \"" + SLOT + "\" removed");
        assertThat(execute("create")).as(output).isZero();
    }

    @Test
    void aSlotTheLedgerDoesNotKnowIsRegisteredWhereItStands() {
        execute("create");
        purgeLedgerOnly();

        assertThat(execute("create")).as(output).isZero();
        assertThat(output).contains("the ledger did not know it");
    }

    @Test
    void dropNeedsATerminalOrYes() {
        execute("create");

        assertThat(execute("drop")).isEqualTo(2);
        assertThat(output).contains("add --yes");
    }

    private void purgeLedgerOnly() {
        try {
            target.execute("drop database " + target.ledgerDatabase());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void onSource(String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int execute(String... arguments) {
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written, true);
        CommandLine commandLine = ReverseMigration.commandLine().setOut(writer).setErr(writer);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[0] = "-c";
        all[1] = config.toString();
        int code = commandLine.execute(all);
        output = written.toString();
        return code;
    }
}
