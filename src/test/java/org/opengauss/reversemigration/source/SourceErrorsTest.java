package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.util.PSQLException;
import org.opengauss.util.ServerErrorMessage;

class SourceErrorsTest {
    private static SourceException of(SQLException e) {
        return SourceErrors.of("read slot \"og2my\"", Configs.source(), 5432, e);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    22023 | option "foo" = "bar" is unknown | USAGE | slot section
                    22023 | could not parse value "21" for parameter "parallel-decode-num" | USAGE | slot section
                    22023 | replication should connect HA port in thread_pool | USAGE | HA port
                    22023 | logical replication should connect HA port in thread_pool | USAGE | HA port
                    42704 | replication slot "nosuch" does not exist | STOPPED | create
                    DB010 | Invalid logical replication slot nosuch. | STOPPED | create
                    55000 | replication slot "s_cap_a" was not created in this database | USAGE | og_conn.database
                    55000 | logical decoding requires wal_level >= logical | STOPPED | wal_level = logical
                    55006 | replication slot "x" is already active | FENCED | slot.name
                    XX000 | Wait for worker ready failed | FENCED | slot
                    42710 | replication slot "x" already exists | STOPPED | slot.name
                    53400 | all replication slots are in use | STOPPED | max_replication_slots
                    53300 | number of requested standby connections exceeds max_wal_senders | TRANSIENT | max_wal_senders
                    53300 | sorry, too many clients already | TRANSIENT | max_connections
                    42501 | must be system admin or replication role or a member of the gs_role_replication role to use replication slots | STOPPED | gs_role_replication
                    28000 | no pg_hba.conf entry for replication connection from host "10.0.0.7", user "repl", SSL off | STOPPED | replication
                    28000 | no pg_hba.conf entry for host "10.0.0.7", user "repl", database "shop", SSL off | STOPPED | pg_hba.conf
                    28000 | Forbid remote connection with initial user. | USAGE | initial user
                    28P01 | Invalid username/password,login denied. | USAGE | og_conn.password
                    28000 | Invalid username/password,login denied. | USAGE | og_conn.password
                    3D000 | database "shop" does not exist | USAGE | og_conn.database
                    58P01 | requested WAL segment 000000010000000000000003 has already been removed | STOPPED | synchronise
                    58P01 | could not access file "mppdb_decoding": No such file or directory | STOPPED | plugin
                    LL001 | Stopped to parse any valid XLog Record at 0/29B6FA8: invalid magic | TRANSIENT | damaged
                    0A000 | parallel decode toast chunk missing | STOPPED | parallel-decode-num
                    0A000 | Standby mode doesn't support create logical slot | STOPPED | primary
                    XX000 | walsender closed because of role is primary. | STOPPED | standby
                    42601 | replication command, syntax error. | STOPPED | slot.name
                    XX000 | can't create logical decode dispatcher | TRANSIENT | 20
                    54000 | out of memory | STOPPED | row
                    57P01 | terminating connection due to administrator command | TRANSIENT | reconnecting
                    57P03 | the database system is starting up | TRANSIENT | reconnecting
                    08006 | An I/O error occurred while sending to the backend. | TRANSIENT | reconnecting
                    57014 | canceling statement due to statement timeout | TRANSIENT | time
                    42P01 | relation "pg_extension" does not exist | STOPPED | openGauss 3.0
                    XX001 | something never seen | STOPPED | server's log
                    """)
    void everyKnownRefusalGetsItsExitCodeAndAWayOut(
            String state, String text, ExitCode exit, String advice) {
        SourceException failure = of(new SQLException(text, state));

        assertThat(failure.exitCode()).isEqualTo(exit);
        assertThat(failure)
                .hasMessageContaining(
                        "cannot read slot \"og2my\" on openGauss db1:5432/shop as repl")
                .hasMessageContaining(text)
                .hasMessageContaining("SQLSTATE " + state)
                .hasMessageContaining(advice);
        assertThat(failure.getMessage()).doesNotContain(Configs.PASSWORD).doesNotContain("\n");
    }

    @Test
    void theServersOwnWordsReplaceTheDriversDecoration() {
        ServerErrorMessage server =
                new ServerErrorMessage(
                        "SFATAL\0C22023\0Moption \"foo\" = \"bar\" is unknown\0DN/A\0Wslot \"s\"\0",
                        "127.0.0.1:1/127.0.0.1:2");

        assertThat(of(new PSQLException(server)))
                .hasMessageContaining(": option \"foo\" = \"bar\" is unknown (SQLSTATE 22023); ")
                .hasMessageNotContaining("127.0.0.1")
                .hasMessageNotContaining("N/A");
    }

    @Test
    void anUnknownHostNamesTheKeyToCheck() {
        SQLException e =
                new SQLException(
                        "The connection attempt failed.",
                        "08001",
                        new UnknownHostException("no.such.host"));

        assertThat(of(e))
                .hasMessageContaining("no.such.host")
                .hasMessageContaining("og_conn.host")
                .satisfies(f -> assertThat(f.isTransient()).isTrue());
    }

    @Test
    void aTimeoutIsTransient() {
        SQLException e =
                new SQLException(
                        "The connection attempt failed.",
                        "08001",
                        new SocketTimeoutException("connect timed out"));

        assertThat(of(e).isTransient()).isTrue();
        assertThat(of(e))
                .hasMessageContaining("connect timed out")
                .hasMessageContaining("firewall");
    }

    @Test
    void theDriversOwnRefusedConnectionIsTransientAndSaysWhere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(
                        () ->
                                SourceSession.open(
                                        Configs.source("127.0.0.1", port, Map.of()),
                                        Configs.slot(SlotConfig.Stream.AUTO)))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessageContaining(
                        "cannot connect to openGauss 127.0.0.1:" + port + "/shop as repl")
                .hasMessageContaining("og_conn.port")
                .hasMessageNotContaining(Configs.PASSWORD);
    }
}
