package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/**
 * Runs the SQL of the captures on the stand-in and holds what it sends to what real servers sent: the rows of each
 * transaction, in order. LSN, xid, CSN and time differ; pairs without rows do too, since the servers wrote other
 * catalogs.
 */
class StandInFidelityIT {
    @ParameterizedTest
    @EnumSource(Replay.class)
    void sendsWhatTheRealServerSent(Replay replay) throws Exception {
        try (PostgresDatabase database = PostgresDatabase.create();
                StandIn standIn = StandIn.start(database, replay.manners)) {
            run(database, standIn, replay, replay.schema);
            database.execute("select pg_create_logical_replication_slot('s', 'mppdb_decoding')");
            run(database, standIn, replay, replay.changes);
            for (Replay.Stream stream : replay.streams) {
                List<List<String>> expected =
                        Replay.transactions(captured(stream.capture()), stream, replay::isExcluded);
                List<List<String>> sent =
                        Replay.transactions(
                                drained(standIn, database, stream), stream, replay::isExcluded);
                assertThat(differences(expected, sent)).as("%s", stream.capture()).isEmpty();
                assertThat(sent.equals(expected)).as("order in %s", stream.capture()).isTrue();
            }
        }
    }

    /** Transactions only one side has: {@code -} captured, {@code +} sent. */
    private static List<String> differences(List<List<String>> expected, List<List<String>> sent) {
        List<List<String>> missing = new ArrayList<>(expected);
        List<String> found = new ArrayList<>();
        for (List<String> transaction : sent) {
            if (!missing.remove(transaction)) {
                found.add("+ " + transaction);
            }
        }
        missing.forEach(transaction -> found.add("- " + transaction));
        return found;
    }

    private static void run(
            PostgresDatabase database, StandIn standIn, Replay replay, List<String> files)
            throws IOException, SQLException {
        OpenGaussSql dialect = standIn.dialect(database.name());
        List<String> failed = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String file : files) {
                for (String sql : CaptureSql.statements(text("sql/" + file))) {
                    if (replay.isNotRun(sql)) {
                        continue;
                    }
                    try {
                        statement.execute(dialect.translate(sql));
                    } catch (SQLException e) {
                        if (!replay.fails(sql)) {
                            failed.add(
                                    sql + " -> " + dialect.translate(sql) + ": " + e.getMessage());
                        }
                    }
                }
            }
        }
        assertThat(failed).as("statements PostgreSQL refused").isEmpty();
    }

    private static List<byte[]> drained(
            StandIn standIn, PostgresDatabase database, Replay.Stream stream) throws Exception {
        List<byte[]> messages = new ArrayList<>();
        // the stream is read until a row written for it shows
        String last = "end " + System.nanoTime();
        database.execute("create table if not exists public.standin_end(mark text)");
        database.execute("insert into public.standin_end values ('" + last + "')");
        boolean[] done = new boolean[1];
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (Feed feed = open(standIn, database, stream, deadline)) {
            while (!done[0]) {
                assertThat(System.nanoTime())
                        .as("deadline of %s", stream.capture())
                        .isLessThan(deadline);
                feed.advance(
                        (header, payload) -> {
                            done[0] |= new String(payload, UTF_8).contains(last);
                            if (!new String(payload, UTF_8).contains("standin_end")) {
                                messages.add(payload);
                            }
                        },
                        100);
            }
        }
        return messages;
    }

    private static Feed open(
            StandIn standIn, PostgresDatabase database, Replay.Stream stream, long deadline)
            throws Exception {
        while (true) {
            try {
                return standIn.feed("s", database.name(), Lsn.ZERO, stream.options());
            } catch (ServerError e) {
                // the slot is held until PostgreSQL has seen the previous reader leave
                if (!e.sqlState().equals("55006") || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static List<byte[]> captured(String name) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (String line : text(name + ".txt.gz").split("\n")) {
            if (line.startsWith("TXT ")) {
                messages.add(line.substring(4).getBytes(UTF_8));
            } else if (line.startsWith("HEX ") && !line.endsWith("CUT")) {
                messages.add(HexFormat.of().parseHex(line.substring(4)));
            }
        }
        return messages;
    }

    private static String text(String name) throws IOException {
        try (InputStream raw = StandInFidelityIT.class.getResourceAsStream("/captures/" + name)) {
            byte[] bytes = raw.readAllBytes();
            InputStream in = new ByteArrayInputStream(bytes);
            return new String(
                    (name.endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes(), UTF_8);
        }
    }
}
