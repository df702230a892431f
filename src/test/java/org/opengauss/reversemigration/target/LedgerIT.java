package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opengauss.reversemigration.target.TargetFixture.CREATION;
import static org.opengauss.reversemigration.target.TargetFixture.SLOT;
import static org.opengauss.reversemigration.target.TargetFixture.SOURCE;
import static org.opengauss.reversemigration.target.TargetFixture.applyAll;
import static org.opengauss.reversemigration.target.TargetFixture.at;
import static org.opengauss.reversemigration.target.TargetFixture.insert;
import static org.opengauss.reversemigration.target.TargetFixture.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SourceIdentity;

class LedgerIT {
    private TargetFixture fixture;
    private Targets targets;
    private Ledger ledger;

    @BeforeEach
    void open() throws SQLException {
        fixture = new TargetFixture();
        targets = fixture.targets();
        ledger = targets.ledger();
    }

    @AfterEach
    void close() throws SQLException {
        targets.close();
        fixture.close();
    }

    @Test
    void creatingTwiceMakesNothingTheSecondTime() {
        assertThat(ledger.exists()).isFalse();
        assertThat(ledger.create()).isTrue();
        assertThat(ledger.exists()).isTrue();
        assertThat(ledger.create()).isFalse();
    }

    @Test
    void registeredSlotResumesAtItsCreation() {
        ledger.create();
        assertThat(ledger.register(SLOT, SOURCE, CREATION)).isEqualTo(Ledger.Registration.NEW);

        Claim claim = ledger.claim(SLOT, ApplyConfig.Mode.TRANSACTION, 3, Duration.ofSeconds(5));

        assertThat(claim.resume().lsn()).isEqualTo(CREATION);
        assertThat(claim.epoch()).isPositive();
        assertThat(claim.sourceId()).isEqualTo("7301/15000/0/100");
        assertThat(ledger.read(SLOT).orElseThrow().scopes()).hasSize(3);
    }

    @Test
    void anotherSourceUnderTheSameSlotNameIsNoticed() {
        ledger.create();
        ledger.register(SLOT, SOURCE, CREATION);

        assertThat(ledger.register(SLOT, SOURCE, CREATION)).isEqualTo(Ledger.Registration.SAME);
        assertThat(ledger.register(SLOT, SOURCE, Lsn.parse("0/200")))
                .isEqualTo(Ledger.Registration.OTHER);
        assertThat(ledger.register(SLOT, new SourceIdentity("7302", 15000), CREATION))
                .isEqualTo(Ledger.Registration.OTHER);
    }

    @Test
    void claimOfAnUnknownSlotSaysWhatToDo() {
        ledger.create();

        assertThatThrownBy(
                        () ->
                                ledger.claim(
                                        SLOT,
                                        ApplyConfig.Mode.TRANSACTION,
                                        1,
                                        Duration.ofSeconds(1)))
                .hasMessageContaining("run create first")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void highestLaneIsTheResumePointAndLanesThatAreGoneCountToo() throws SQLException {
        fixture.database.execute("CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(10))");
        Claim first = fixture.claim(targets);
        try (ChunkApplier lane0 = targets.applier(first, 0);
                ChunkApplier lane1 = targets.applier(first, 1)) {
            applyAll(lane0, transaction(0x200, insert("1", "a")));
            applyAll(lane1, transaction(0x8000_0000_0000_0300L, insert("2", "b")));
        }

        Claim second = ledger.claim(SLOT, ApplyConfig.Mode.TRANSACTION, 1, Duration.ofSeconds(5));

        assertThat(second.resume()).isEqualTo(at(0x8000_0000_0000_0300L));
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(
                        fixture.query(
                                "SELECT lsn_text FROM `"
                                        + fixture.ledgerDatabase
                                        + "`.position WHERE scope = 'lane-1'"))
                .containsExactly("80000000/300");
    }

    @Test
    void olderInstanceIsFencedOutByAClaim() throws SQLException {
        fixture.database.execute("CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(10))");
        Claim old = fixture.claim(targets);
        try (ChunkApplier applier = targets.applier(old, 0)) {
            applier.execute(java.util.List.of(transaction(0x200, insert("1", "a"))));
            ledger.claim(SLOT, ApplyConfig.Mode.TRANSACTION, 2, Duration.ofSeconds(5));

            assertThatThrownBy(() -> applier.commit(at(0x200), SlotMessage.NO_TIME))
                    .extracting(error -> ((TargetException) error).exitCode())
                    .isEqualTo(ExitCode.FENCED);
        }

        assertThat(fixture.rows()).isEmpty();
        assertThat(fixture.applied(targets)).isEqualTo(CREATION);
    }

    @Test
    void claimWaitsForACommitInFlight() throws Exception {
        Claim claim = fixture.claim(targets);
        try (Connection other = fixture.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "UPDATE `"
                            + fixture.ledgerDatabase
                            + "`.position SET lsn = 999 WHERE scope = 'lane-0'");
            Thread committer =
                    new Thread(
                            () -> {
                                try {
                                    other.commit();
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertThatThrownBy(
                            () ->
                                    ledger.claim(
                                            SLOT,
                                            ApplyConfig.Mode.TRANSACTION,
                                            1,
                                            Duration.ofMillis(1)))
                    .extracting(error -> ((TargetException) error).isTransient())
                    .isEqualTo(true);
            committer.start();

            Claim next =
                    ledger.claim(SLOT, ApplyConfig.Mode.TRANSACTION, 1, Duration.ofSeconds(20));

            committer.join();
            assertThat(next.resume().lsn()).isEqualTo(new Lsn(999));
            assertThat(next.epoch()).isGreaterThan(claim.epoch());
        }
    }

    @Test
    void purgeRemovesTheSlotOnly() {
        fixture.claim(targets);
        ledger.register("other", SOURCE, CREATION);

        assertThat(ledger.purge(SLOT)).isTrue();
        assertThat(ledger.purge(SLOT)).isFalse();
        assertThat(ledger.read(SLOT)).isEmpty();
        assertThat(ledger.read("other")).isPresent();
    }

    @Test
    void userWithoutPrivilegeIsToldTheExactGrant() throws SQLException {
        String user = "poor_" + ProcessHandle.current().pid();
        fixture.database.execute(
                "CREATE USER '"
                        + user
                        + "'@'%' IDENTIFIED BY 'Poor_1234'; GRANT SELECT ON `"
                        + fixture.database.name()
                        + "`.* TO '"
                        + user
                        + "'@'%'");
        TargetConfig config =
                new TargetConfig(
                        fixture.database.server().host(),
                        fixture.database.server().port(),
                        user,
                        new Secret("Poor_1234"),
                        fixture.database.name(),
                        Map.of());
        try (Targets poor =
                Targets.open(
                        config,
                        fixture.apply(OnConflict.STOP, WithoutIdentity.REFUSE),
                        new MappingConfig(Map.of()))) {
            assertThatThrownBy(() -> poor.ledger().create())
                    .hasMessageContaining(
                            "CREATE DATABASE IF NOT EXISTS `" + fixture.ledgerDatabase + "`")
                    .hasMessageContaining(
                            "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON `"
                                    + fixture.ledgerDatabase
                                    + "`.* TO '"
                                    + user
                                    + "'@'%'")
                    .extracting(error -> ((TargetException) error).exitCode())
                    .isEqualTo(ExitCode.STOPPED);
        } finally {
            fixture.database.execute("DROP USER '" + user + "'@'%'");
        }
    }

    @Test
    void wrongPasswordIsAUsageErrorWithoutThePassword() {
        TargetConfig config =
                new TargetConfig(
                        fixture.database.server().host(),
                        fixture.database.server().port(),
                        fixture.database.server().toolUser(),
                        new Secret("not-the-one"),
                        fixture.database.name(),
                        Map.of());

        assertThatThrownBy(
                        () ->
                                Targets.open(
                                        config,
                                        fixture.apply(OnConflict.STOP, WithoutIdentity.REFUSE),
                                        new MappingConfig(Map.of())))
                .hasMessageContaining("mysql.password")
                .hasMessageNotContaining("not-the-one")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }
}
