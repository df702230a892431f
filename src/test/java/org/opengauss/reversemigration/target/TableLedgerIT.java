package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opengauss.reversemigration.target.TargetFixture.CREATION;
import static org.opengauss.reversemigration.target.TargetFixture.SLOT;
import static org.opengauss.reversemigration.target.TargetFixture.SOURCE;
import static org.opengauss.reversemigration.target.TargetFixture.T;
import static org.opengauss.reversemigration.target.TargetFixture.applyAll;
import static org.opengauss.reversemigration.target.TargetFixture.at;
import static org.opengauss.reversemigration.target.TargetFixture.insert;
import static org.opengauss.reversemigration.target.TargetFixture.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig.Mode;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/** The ledger where tables are applied by themselves: a row for each table, and one that counts for all. */
class TableLedgerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TableName OTHER = new TableName("public", "other");

    private TargetFixture fixture;
    private Targets targets;
    private Ledger ledger;
    private Claim claim;

    @BeforeEach
    void open() throws SQLException {
        fixture = new TargetFixture();
        fixture.database.execute("CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(10))");
        targets = fixture.tableTargets();
        ledger = targets.ledger();
        claim = fixture.claim(targets, Mode.TABLE);
    }

    @AfterEach
    void close() throws SQLException {
        targets.close();
        fixture.close();
    }

    private ChunkApplier lane(int lane, TableName... tables) {
        ChunkApplier applier = targets.applier(claim, lane);
        applier.moveTables(Set.of(tables));
        return applier;
    }

    private Claim claimAgain(Mode mode) {
        return ledger.claim(SLOT, mode, 2, PATIENCE);
    }

    @Test
    void tableIsAheadOfTheRestUntilTheWatermarkReachesIt() {
        try (ChunkApplier lane = lane(0, T)) {
            applyAll(lane, transaction(0x200, insert("1", "a")));

            Claim next = claimAgain(Mode.TABLE);
            assertThat(next.resume().lsn()).isEqualTo(CREATION);
            assertThat(next.ahead(T)).contains(at(0x200));
            assertThat(next.ahead(OTHER)).isEmpty();
            assertThat(next.reached()).isEqualTo(at(0x200));
        }

        claim = claimAgain(Mode.TABLE);
        try (ChunkApplier lane = lane(1)) {
            lane.writeWatermark(at(0x200));
            lane.writeWatermark(at(0x180)); // late, and without effect
        }

        Claim next = claimAgain(Mode.TRANSACTION);
        assertThat(next.resume()).isEqualTo(at(0x200));
        assertThat(next.ahead()).isEmpty();
        assertThat(ledger.read(SLOT).orElseThrow().applied()).isEqualTo(at(0x200));
    }

    @Test
    void rowsOfTablesAndDataCommitTogether() throws SQLException {
        try (ChunkApplier lane = lane(0, T, OTHER)) {
            lane.execute(List.of(transaction(0x200, insert("1", "a"))));
            lane.rollback();
            assertThat(claimAgain(Mode.TABLE).ahead()).isEmpty();
        }
        claim = claimAgain(Mode.TABLE);
        try (ChunkApplier lane = lane(0, T, OTHER)) {
            applyAll(lane, transaction(0x200, insert("1", "a")));
            applyAll(lane, transaction(0x300, insert("2", "b")));
        }
        Claim next = claimAgain(Mode.TABLE);
        assertThat(next.ahead(T)).contains(at(0x300));
        assertThat(next.ahead(OTHER)).contains(at(0x300));
        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    /** A chunk that comes again over two tables, of which one had been further. */
    @Test
    void tableThatIsFurtherIsNotMovedBack() {
        try (ChunkApplier lane = lane(0, OTHER)) {
            applyAll(lane, transaction(0x400));
        }
        claim = claimAgain(Mode.TABLE);
        try (ChunkApplier lane = lane(0, T, OTHER)) {
            applyAll(lane, transaction(0x300, insert("1", "a")));
        }
        Claim next = claimAgain(Mode.TABLE);
        assertThat(next.ahead(T)).contains(at(0x300));
        assertThat(next.ahead(OTHER)).contains(at(0x400));
    }

    /** Tables may be on other lanes than before, so what a lane had committed must not hide what comes now. */
    @Test
    void laneBeginsAnewWithEveryClaim() throws SQLException {
        try (ChunkApplier lane = lane(0, OTHER)) {
            applyAll(lane, transaction(0x400));
        }
        claim = claimAgain(Mode.TABLE);
        try (ChunkApplier lane = lane(0, T)) {
            assertThat(lane.isApplied(at(0x300))).isFalse();
            applyAll(lane, transaction(0x300, insert("1", "a")));
            assertThat(lane.isApplied(at(0x300))).isTrue();
        }
        assertThat(fixture.rows()).containsExactly("1=a");
    }

    @Test
    void olderInstanceIsFencedOutInEveryMode() throws SQLException {
        for (Mode next : Mode.values()) {
            claim = claimAgain(Mode.TABLE);
            try (ChunkApplier lane = lane(0, T);
                    ChunkApplier other = lane(1)) {
                lane.execute(List.of(transaction(0x200, insert("1", "a"))));
                other.isApplied(at(0x200));
                claimAgain(next);

                assertFenced(() -> lane.commit(at(0x200), SlotMessage.NO_TIME));
                assertFenced(() -> other.writeWatermark(at(0x200)));
                assertFenced(
                        () -> {
                            other.moveTables(Set.of(new TableName("public", "new" + next)));
                            other.execute(List.of());
                            other.commit(at(0x200), SlotMessage.NO_TIME);
                        });
            }
            // its row may be there, but tells nothing
            claim = claimAgain(Mode.TABLE);
            assertThat(claim.ahead()).isEmpty();
            assertThat(claim.resume().lsn()).isEqualTo(CREATION);
        }
        assertThat(fixture.rows()).isEmpty();
    }

    private static void assertFenced(Runnable call) {
        assertThatThrownBy(call::run)
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.FENCED);
    }

    /** A fail-over that lost a commit of one lane: another lane must not say that everything is applied. */
    @Test
    void watermarkOverALostCommitStops() throws SQLException {
        try (ChunkApplier lane = lane(0, T);
                ChunkApplier other = lane(1, OTHER);
                ChunkApplier third = targets.applier(claim, 1)) {
            applyAll(lane, transaction(0x200, insert("1", "a")));
            applyAll(other, transaction(0x300));
            fixture.database.execute(
                    "UPDATE `"
                            + fixture.ledgerDatabase
                            + "`.position SET lsn = 256 WHERE scope = 'fence-0'");

            assertWentBack(() -> other.writeWatermark(at(0x300)));
            assertWentBack(() -> third.isApplied(at(0x400)));
        }
        assertThat(claimAgain(Mode.TABLE).resume().lsn()).isEqualTo(CREATION);
    }

    private static void assertWentBack(Runnable call) {
        assertThatThrownBy(call::run)
                .hasMessageContaining("went back")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void oneCommitMovesEveryTableWhereItStandsForAll() throws SQLException {
        try (ChunkApplier lane = lane(0)) {
            lane.moveEveryTable();
            lane.beginLarge();
            lane.largePart(List.of(insert("1", "a")));
            lane.commit(at(0x500), SlotMessage.NO_TIME);
        }
        assertThat(claimAgain(Mode.TABLE).resume()).isEqualTo(at(0x500));
        assertThat(fixture.rows()).containsExactly("1=a");
    }

    /** A ledger that an earlier version wrote. */
    @Test
    void ledgerOfWholeTransactionsIsTakenOver() {
        ledger.purge(SLOT);
        ledger.register(SLOT, SOURCE, CREATION);
        try (Targets whole = fixture.targets();
                ChunkApplier lane = whole.applier(claimAgain(Mode.TRANSACTION), 1)) {
            applyAll(lane, transaction(0x200, insert("1", "a")));
        }

        assertThat(claimAgain(Mode.TABLE).resume()).isEqualTo(at(0x200));
    }

    @Test
    void everyNameOfTwoTimesSixtyThreeCharactersHasARowOfItsOwn() {
        String name = "x".repeat(62);
        TableName one = new TableName(name + "s", name + "1");
        TableName two = new TableName(name + "s", name + "2");
        TableName dotted = new TableName("a.b", "c");
        TableName undotted = new TableName("a", "b.c");
        try (ChunkApplier lane = lane(0, one, dotted)) {
            applyAll(lane, transaction(0x200));
        }

        Claim next = claimAgain(Mode.TABLE);
        assertThat(next.ahead(one)).contains(at(0x200));
        assertThat(next.ahead(two)).isEmpty();
        assertThat(next.ahead(dotted)).contains(at(0x200));
        assertThat(next.ahead(undotted)).isEmpty();
    }
}
