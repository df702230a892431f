package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opengauss.reversemigration.target.TargetFixture.applyAll;
import static org.opengauss.reversemigration.target.TargetFixture.at;
import static org.opengauss.reversemigration.target.TargetFixture.insert;
import static org.opengauss.reversemigration.target.TargetFixture.transaction;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;
import org.opengauss.reversemigration.testbed.MySqlServer;
import org.opengauss.reversemigration.testbed.Servers;
import org.opengauss.reversemigration.testbed.TargetServer;

/** A COMMIT whose answer is lost is settled: what was committed is not applied again, what was not is. */
class LostCommitIT {
    /** Null while the shared server is used. */
    private MySqlServer ownServer;

    private TargetFixture fixture;
    private CutProxy proxy;
    private Targets targets;
    private Claim claim;
    private ChunkApplier applier;

    private void open(TargetServer server) throws SQLException, IOException {
        fixture = new TargetFixture(server);
        fixture.database.execute("CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(40))");
        proxy = new CutProxy(server.host(), server.port());
        TargetConfig config = fixture.config(proxy.port());
        targets =
                Targets.open(
                        new TargetConfig(
                                config.host(),
                                config.port(),
                                config.user(),
                                config.password(),
                                config.database(),
                                Map.of("sslMode", "DISABLED")),
                        fixture.apply(OnConflict.STOP, WithoutIdentity.REFUSE),
                        new MappingConfig(Map.of()));
        claim = fixture.claim(targets);
        applier = targets.applier(claim, 0);
        applyAll(applier, transaction(0x200, insert("1", "a")));
    }

    @AfterEach
    void close() throws SQLException, IOException {
        applier.close();
        targets.close();
        proxy.close();
        fixture.close();
        if (ownServer != null) {
            ownServer.close();
        }
    }

    @Test
    void commitThatWentThroughReturnsNormally() throws Exception {
        open(Servers.target());
        List<Transaction> chunk = List.of(transaction(0x300, insert("2", "b")));
        applier.execute(chunk);
        proxy.cutNext(CutProxy.Cut.AFTER_COMMIT);

        applier.commit(at(0x300), SlotMessage.NO_TIME);

        assertThat(proxy.hasCut()).isTrue();
        assertThat(targets.counters().snapshot().settled()).isEqualTo(1);
        applyAll(applier, chunk.get(0), transaction(0x400, insert("3", "c")));
        assertThat(fixture.rows()).containsExactly("1=a", "2=b", "3=c");
    }

    @Test
    void commitThatNeverArrivedIsReplayed() throws Exception {
        open(Servers.target());
        List<Transaction> chunk = List.of(transaction(0x300, insert("2", "b")));
        applier.execute(chunk);
        proxy.cutNext(CutProxy.Cut.BEFORE_COMMIT);

        assertThatThrownBy(() -> applier.commit(at(0x300), SlotMessage.NO_TIME))
                .isInstanceOf(ReplayException.class);
        assertThat(fixture.rows()).containsExactly("1=a");

        applier.replay(chunk);
        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    @ParameterizedTest
    @EnumSource
    void serverThatDiesIsFoundAgain(MySqlServer.Flavour flavour) throws Exception {
        ownServer = MySqlServer.launch(flavour);
        open(ownServer);
        List<Transaction> chunk = List.of(transaction(0x300, insert("2", "b")));
        applier.execute(chunk);
        ownServer.kill();
        assertThatThrownBy(() -> applier.commit(at(0x300), SlotMessage.NO_TIME))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.TRANSIENT);
        assertThatThrownBy(() -> applier.execute(chunk))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.TRANSIENT);
        ownServer.start();

        assertThat(applier.isApplied(at(0x300))).isFalse();
        applier.replay(chunk);

        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    @Test
    void ledgerThatWentBackStops() throws Exception {
        open(Servers.target());
        fixture.database.execute("UPDATE `" + fixture.ledgerDatabase + "`.position SET lsn = 257");
        applier.abort();

        assertThatThrownBy(() -> applier.execute(List.of(transaction(0x300, insert("2", "b")))))
                .isInstanceOf(TargetException.class);
        assertThatThrownBy(() -> applier.isApplied(at(0x300)))
                .hasMessageContaining("went back")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
    }

    /** A fail-over that lost one lane's last commit: the other lane must not commit behind the hole. */
    @Test
    void commitOfAnotherLaneThatIsGoneStopsEveryLane() throws Exception {
        open(Servers.target());
        try (ChunkApplier connected = targets.applier(claim, 1);
                ChunkApplier reconnecting = targets.applier(claim, 1)) {
            connected.execute(List.of(transaction(0x300, insert("2", "b"))));
            fixture.database.execute(
                    "UPDATE `" + fixture.ledgerDatabase + "`.position SET lsn = 257");
            fixture.database.execute("DELETE FROM t WHERE id = 1");

            assertThatThrownBy(() -> connected.commit(at(0x300), SlotMessage.NO_TIME))
                    .hasMessageContaining("went back")
                    .extracting(error -> ((TargetException) error).exitCode())
                    .isEqualTo(ExitCode.STOPPED);
            assertThatThrownBy(() -> reconnecting.isApplied(at(0x300)))
                    .hasMessageContaining("went back");
        }
        assertThat(fixture.rows()).isEmpty();
    }

    /** An instance that slept while the slot was purged and made again. */
    @Test
    void instanceOfAnEarlierSlotOfTheSameNameCannotCommit() throws Exception {
        open(Servers.target());
        applier.execute(List.of(transaction(0x300, insert("2", "b"))));
        targets.ledger().purge(TargetFixture.SLOT);
        targets.ledger().register(TargetFixture.SLOT, TargetFixture.SOURCE, new Lsn(0x900));
        Claim anew =
                targets.ledger()
                        .claim(
                                TargetFixture.SLOT,
                                ApplyConfig.Mode.TRANSACTION,
                                2,
                                Duration.ofSeconds(20));
        assertThat(anew.epoch()).isGreaterThan(claim.epoch());

        assertThatThrownBy(() -> applier.commit(at(0x300), SlotMessage.NO_TIME))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.FENCED);

        assertThat(fixture.rows()).containsExactly("1=a");
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x900));
    }
}
