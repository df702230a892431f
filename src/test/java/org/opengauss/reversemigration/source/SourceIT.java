package org.opengauss.reversemigration.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/** Sessions, slots and streams against the stand-in. */
@Timeout(60)
class SourceIT {
    private static final StreamPlan SERIAL =
            new StreamPlan(StreamMode.SERIAL, false, "because", List.of());

    private PostgresDatabase database;
    private StandIn openGauss;
    private String slot;

    @BeforeEach
    void start() throws SQLException {
        database = PostgresDatabase.create();
        begin(Manners.DOLPHIN_6_0);
        slot = "s_" + database.name().toLowerCase(Locale.ROOT);
    }

    private void begin(Manners manners) {
        openGauss = StandIn.start(database, manners);
    }

    @AfterEach
    void stop() throws SQLException {
        try (SourceSession session = session()) {
            new Slots(session).drop(slot);
        } finally {
            openGauss.close();
            database.close();
        }
    }

    private SourceConfig source(String user, String password, String databaseName) {
        return new SourceConfig(
                openGauss.host(),
                openGauss.port(),
                user,
                new Secret(password),
                databaseName,
                Map.of());
    }

    private SourceConfig source() {
        return source(openGauss.user(), openGauss.password(), openGauss.database());
    }

    private SlotConfig slotConfig(List<String> whiteTables) {
        return new SlotConfig(
                slot,
                SlotConfig.Stream.AUTO,
                OptionalInt.empty(),
                4,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                whiteTables,
                false);
    }

    private SourceSession session() {
        return SourceSession.open(source(), slotConfig(List.of()));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = openGauss.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aSessionKnowsWhatTheServerIs() {
        try (SourceSession session = session()) {
            assertThat(session.majorVersion()).isEqualTo(6);
            assertThat(session.version()).contains("openGauss 6");
            assertThat(session.compatibility()).isEqualTo("B");
            assertThat(session.hasDolphin()).isTrue();
            assertThat(session.identity().systemIdentifier()).isNotBlank();
            assertThat(session.identity()).isEqualTo(session.identity());
            assertThat(session.currentLsn()).isGreaterThan(Lsn.ZERO);
            assertThat(session.senderTimeout()).isPositive();
            assertThat(session.typeNames().nameOf(23)).isEqualTo("integer");
            assertThat(session.typeNames().nameOf(1043)).isEqualTo("character varying");
            assertThat(session.typeNames().nameOf(123456789)).isEqualTo("oid 123456789");
        }
    }

    @Test
    void everyReplicaIdentityIsToldWithItsColumns() throws SQLException {
        execute(
                """
                CREATE TABLE keyed (b int, flag boolean, a int, PRIMARY KEY (a, b));
                CREATE TABLE keyless (a int);
                CREATE TABLE whole (a int, "Mixed Case" boolean);
                ALTER TABLE whole REPLICA IDENTITY FULL;
                CREATE TABLE indexed (a int, u int NOT NULL, CONSTRAINT indexed_u UNIQUE (u));
                ALTER TABLE indexed REPLICA IDENTITY USING INDEX indexed_u;
                CREATE TABLE nothing (a int PRIMARY KEY);
                ALTER TABLE nothing REPLICA IDENTITY NOTHING;
                CREATE UNLOGGED TABLE unlogged (a int PRIMARY KEY);
                """);
        try (SourceSession session = session()) {
            assertThat(session.tables())
                    .containsExactly(
                            table("indexed", SourceTable.Identity.INDEX, List.of("u"), List.of()),
                            table(
                                    "keyed",
                                    SourceTable.Identity.PRIMARY_KEY,
                                    List.of("b", "a"),
                                    List.of("flag")),
                            table("keyless", SourceTable.Identity.NONE, List.of(), List.of()),
                            table("nothing", SourceTable.Identity.NONE, List.of(), List.of()),
                            table(
                                    "whole",
                                    SourceTable.Identity.FULL,
                                    List.of("a", "Mixed Case"),
                                    List.of("Mixed Case")));
            assertThat(session.silentTables())
                    .containsExactly("public.unlogged is an unlogged table");
        }
    }

    private static SourceTable table(
            String name,
            SourceTable.Identity identity,
            List<String> columns,
            List<String> booleans) {
        return new SourceTable(new TableName("public", name), identity, columns, booleans);
    }

    @Test
    void tablesHonourTheWhiteList() throws SQLException {
        execute("CREATE SCHEMA shop; CREATE TABLE shop.a (i int); CREATE TABLE shop.b (i int)");
        execute("CREATE TABLE b (i int); CREATE TABLE c (i int)");
        try (SourceSession session =
                SourceSession.open(source(), slotConfig(List.of("shop.a", "*.b")))) {
            assertThat(session.tables())
                    .extracting(table -> table.name().toString())
                    .containsExactly("public.b", "shop.a", "shop.b");
        }
    }

    @Test
    void wrongPasswordAndUnknownDatabaseAreUsageErrors() {
        for (SourceConfig wrong :
                List.of(
                        source(openGauss.user(), "wrong-secret", openGauss.database()),
                        source(openGauss.user(), openGauss.password(), "nosuch"))) {
            SourceException failure =
                    catchThrowableOfType(
                            SourceException.class,
                            () -> SourceSession.open(wrong, slotConfig(List.of())));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure)
                    .hasMessageContaining(wrong.host() + ":" + wrong.port())
                    .hasMessageContaining("og_conn.")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void aUserWithoutReplicationRightIsToldWhichRightIsMissing() {
        openGauss.addUser("reader", "Reader#12", false);
        try (SourceSession session =
                SourceSession.open(
                        source("reader", "Reader#12", openGauss.database()),
                        slotConfig(List.of()))) {
            SourceException failure =
                    catchThrowableOfType(SourceException.class, session::identity);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.STOPPED);
            assertThat(failure).hasMessageContaining("gs_role_replication");
        }
    }

    @Test
    void replicationGoesOnToTheHaPortWhereTheOrdinaryOneRefusesIt() {
        openGauss.close();
        begin(Manners.A_6_0.withReplicationPortOnly(true));
        try (SourceSession session = session()) {
            assertThat(session.identity().systemIdentifier()).isNotBlank();
        }
    }

    @Test
    void aSlotIsMadeOnceFoundReadAndDropped() {
        try (SourceSession session = session()) {
            Slots slots = new Slots(session);
            assertThat(slots.find(slot)).isEmpty();

            Lsn made = slots.create(slot, sentence -> {});
            SlotState state = slots.require(slot);

            assertThat(state.confirmedFlush()).isEqualTo(made);
            assertThat(state.restartLsn()).isLessThanOrEqualTo(made);
            assertThat(state.active()).isFalse();
            assertThat(slots.create(slot, sentence -> {})).isEqualTo(made);
            assertThat(slots.drop(slot)).isTrue();
            assertThat(slots.drop(slot)).isFalse();
            assertThat(catchThrowableOfType(SourceException.class, () -> slots.require(slot)))
                    .hasMessageContaining("does not exist")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STOPPED));
        }
    }

    @Test
    void aMissingSlotAndAnActiveOneHaveTheirOwnExitCodes() {
        SourceException missing = catchThrowableOfType(SourceException.class, this::openAndPoll);
        assertThat(missing.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(missing).hasMessageContaining("does not exist");

        try (SourceSession session = session()) {
            Slots slots = new Slots(session);
            slots.create(slot, sentence -> {});
            try (SlotStream stream = openStream()) {
                await().untilAsserted(
                                () -> {
                                    stream.poll();
                                    assertThat(slots.require(slot).active()).isTrue();
                                });
                assertThat(slots.require(slot).activePid()).isPresent();

                SourceException busy =
                        catchThrowableOfType(SourceException.class, this::openAndPoll);
                assertThat(busy.exitCode()).isEqualTo(ExitCode.FENCED);
                SourceException refused =
                        catchThrowableOfType(SourceException.class, () -> slots.drop(slot));
                assertThat(refused.exitCode()).isEqualTo(ExitCode.FENCED);
                assertThat(refused)
                        .hasMessageContaining("pid " + slots.require(slot).activePid().getAsLong());
            }
        }
    }

    @Test
    void aTransactionIsReadAndItsConfirmationMovesTheSlot() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY)");
        try (SourceSession session = session()) {
            Slots slots = new Slots(session);
            Lsn made = slots.create(slot, sentence -> {});
            execute("INSERT INTO t VALUES (1)");
            Lsn end;
            try (SlotStream stream = openStream()) {
                List<String> messages = new ArrayList<>();
                Frame frame;
                do {
                    frame = next(stream);
                    messages.add(new String(frame.payload(), UTF_8));
                } while (!messages.get(messages.size() - 1).startsWith("COMMIT"));
                assertThat(messages)
                        .anyMatch(message -> message.contains("\"op_type\":\"INSERT\""));
                end = frame.header();
                assertThat(end).isGreaterThan(made);
                stream.confirm(end);
            }
            assertThat(openGauss.confirmed(slot)).isEqualTo(end);
            assertThat(slots.require(slot).confirmedFlush()).isEqualTo(end);
        }
    }

    @Test
    void creationNamesTheTransactionsItWaitsForAndGivesUpInTime() throws SQLException {
        execute("CREATE TABLE t (id int PRIMARY KEY)");
        BlockingQueue<String> sentences = new LinkedBlockingQueue<>();
        try (SourceSession session = session();
                Connection open = openGauss.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            Slots slots = new Slots(session);

            SourceException failure =
                    catchThrowableOfType(
                            SourceException.class,
                            () -> slots.create(slot, sentences::add, Duration.ofSeconds(5)));

            assertThat(failure)
                    .hasMessageContaining("timeout")
                    .hasMessageContaining("it waits for");
            assertThat(sentences).isNotEmpty();
            assertThat(sentences.peek()).contains("pid ").contains(slot);
            assertThat(slots.find(slot)).isEmpty();
            open.rollback();
        }
    }

    @Test
    void aStreamWhoseServerDiesFailsSoonAndMayBeOpenedAgain() throws Exception {
        try (SourceSession session = session()) {
            new Slots(session).create(slot, sentence -> {});
        }
        try (SlotStream stream = openStream()) {
            stream.poll();
            openGauss.kill();
            SourceException failure =
                    catchThrowableOfType(SourceException.class, () -> next(stream));
            assertThat(failure.isTransient()).isTrue();
        }
        openGauss.restart();
        await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(this::openAndPoll);
    }

    private SlotStream openStream() {
        return SlotStream.open(source(), slotConfig(List.of()), SERIAL, Lsn.ZERO);
    }

    private void openAndPoll() {
        try (SlotStream stream = openStream()) {
            for (int i = 0; i < 500; i++) {
                stream.poll();
            }
        }
    }

    private static Frame next(SlotStream stream) {
        while (true) {
            Optional<Frame> frame = stream.poll();
            if (frame.isPresent()) {
                return frame.get();
            }
        }
    }
}
