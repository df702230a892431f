package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.opengauss.reversemigration.target.TargetFixture.SLOT;
import static org.opengauss.reversemigration.target.TargetFixture.T;
import static org.opengauss.reversemigration.target.TargetFixture.WHOLE;
import static org.opengauss.reversemigration.target.TargetFixture.applyAll;
import static org.opengauss.reversemigration.target.TargetFixture.at;
import static org.opengauss.reversemigration.target.TargetFixture.delete;
import static org.opengauss.reversemigration.target.TargetFixture.deleteWhole;
import static org.opengauss.reversemigration.target.TargetFixture.insert;
import static org.opengauss.reversemigration.target.TargetFixture.of;
import static org.opengauss.reversemigration.target.TargetFixture.transaction;
import static org.opengauss.reversemigration.target.TargetFixture.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

class ChunkApplierIT {
    private TargetFixture fixture;
    private Targets targets;
    private Claim claim;
    private ChunkApplier applier;

    @BeforeEach
    void open() throws SQLException {
        fixture = new TargetFixture();
        fixture.database.execute("CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(40) UNIQUE)");
        use(OnConflict.STOP);
    }

    private void use(OnConflict onConflict) {
        use(fixture.targets(onConflict));
    }

    private void use(Targets opened) {
        if (targets != null) {
            applier.close();
            targets.close();
        }
        targets = opened;
        claim = fixture.claim(targets);
        applier = targets.applier(claim, 0);
    }

    @AfterEach
    void close() throws SQLException {
        applier.close();
        targets.close();
        fixture.close();
    }

    @Test
    void changesAndPositionCommitTogether() throws SQLException {
        applyAll(
                applier,
                transaction(0x200, insert("1", "a"), insert("2", "b"), insert("3", "c")),
                transaction(0x300, update("2", "20", "B"), delete("1")),
                transaction(0x400, insert("4", null)));

        assertThat(fixture.rows()).containsExactly("3=c", "4=NULL", "20=B");
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x400));
        assertThat(applier.isApplied(at(0x400))).isTrue();
        assertThat(applier.isApplied(at(0x401))).isFalse();
        ApplyCounters.Snapshot counted = targets.counters().snapshot();
        assertThat(counted.transactions()).isEqualTo(3);
        assertThat(counted.tables().get(T).inserts()).isEqualTo(4);
        assertThat(counted.rows()).isEqualTo(6);
    }

    @Test
    void nothingIsVisibleBeforeTheCommitAndNothingStaysAfterARollback() throws SQLException {
        applier.execute(List.of(transaction(0x200, insert("1", "a"))));
        assertThat(fixture.rows()).isEmpty();
        applier.rollback();

        applyAll(applier, transaction(0x300, insert("2", "b")));

        assertThat(fixture.rows()).containsExactly("2=b");
    }

    @Test
    void ledgerDoesNotMoveAfterAFailedExecution() throws SQLException {
        List<Transaction> chunk = List.of(transaction(0x300, delete("7")));
        assertThatThrownBy(() -> applier.execute(chunk)).isInstanceOf(ReplayException.class);

        assertThatThrownBy(() -> applier.commit(at(0x300), SlotMessage.NO_TIME))
                .isInstanceOf(ReplayException.class);

        assertThat(fixture.applied(targets)).isEqualTo(TargetFixture.CREATION);
    }

    @Test
    void thousandsOfRowsTravelInFewStatements() throws SQLException {
        List<SlotMessage.Content> contents = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            contents.add(insert(String.valueOf(i), "u" + i));
        }
        for (int i = 0; i < 5000; i++) {
            contents.add(update(String.valueOf(i), String.valueOf(i), "v" + i));
        }
        applier.execute(List.of(new Transaction(at(0x200), SlotMessage.NO_TIME, contents, 0)));
        applier.commit(at(0x200), SlotMessage.NO_TIME);

        assertThat(fixture.query("SELECT COUNT(*) FROM t WHERE u = CONCAT('v', id)"))
                .containsExactly("5000");
    }

    @Test
    void transactionThatIsAppliedAlreadyIsLeftOut() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a")));

        applyAll(
                applier,
                transaction(0x200, insert("1", "a")),
                transaction(0x300, insert("2", "b")));

        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    @Test
    void missingRowIsNoVerdictBeforeTheReplay() throws SQLException {
        List<Transaction> chunk =
                List.of(
                        transaction(0x200, insert("1", "a")),
                        transaction(0x300, update("7", "7", "secret")),
                        transaction(0x400, insert("2", "b")));

        assertThatThrownBy(() -> applier.execute(chunk)).isInstanceOf(ReplayException.class);
        assertThat(fixture.rows()).isEmpty();

        TargetException stop =
                catchThrowableOfType(TargetException.class, () -> applier.replay(chunk));

        assertThat(stop.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(stop)
                .hasMessageContaining("UPDATE of public.t (key columns id)")
                .hasMessageContaining("committed at 0/300 (xid 768)")
                .hasMessageContaining("Everything before it was applied, nothing after it")
                .hasMessageNotContaining("secret");
        assertThat(fixture.rows()).containsExactly("1=a");
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x200));
        assertThat(targets.deadLetters().list(SLOT))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.state()).isEqualTo(DeadLetter.State.BLOCKED);
                            assertThat(letter.position()).isEqualTo(at(0x300));
                            assertThat(letter.payload()).contains("secret");
                        });
    }

    @Test
    void blockedLetterGoesWhenItsTransactionHasBeenApplied() throws SQLException {
        Transaction blocked = transaction(0x300, update("7", "7", "x"));
        assertThatThrownBy(() -> applier.replay(List.of(blocked)))
                .isInstanceOf(TargetException.class);
        assertThat(targets.deadLetters().count(SLOT, DeadLetter.State.BLOCKED)).isEqualTo(1);
        fixture.database.execute("INSERT INTO t VALUES (7, 'w')");

        applier.replay(List.of(blocked));
        claim = fixture.claim(targets);

        assertThat(targets.deadLetters().count(SLOT, DeadLetter.State.BLOCKED)).isZero();
    }

    @Test
    void valueReleasedAndTakenAgainInOneTransactionFits() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a")));

        applyAll(applier, transaction(0x300, delete("1"), insert("2", "a")));

        assertThat(fixture.rows()).containsExactly("2=a");
    }

    @Test
    void swappedUniqueValuesAreAppliedByTheirNetEffect() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a"), insert("2", "b")));
        List<Transaction> swap =
                List.of(transaction(0x300, update("1", "1", "b"), update("2", "2", "a")));
        assertThatThrownBy(() -> applier.execute(swap)).isInstanceOf(ReplayException.class);

        applier.replay(swap);

        assertThat(fixture.rows()).containsExactly("1=b", "2=a");
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x300));
        assertThat(targets.counters().snapshot().conflicts()).isZero();
    }

    @Test
    void swapBesideRowsMadeAndChangedInTheSameTransactionIsApplied() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a"), insert("2", "b")));

        applier.replay(
                List.of(
                        transaction(
                                0x300,
                                insert("5", "e"),
                                update("1", "1", "b"),
                                update("5", "6", "f"),
                                update("2", "2", "a"))));

        assertThat(fixture.rows()).containsExactly("1=b", "2=a", "6=f");
    }

    /** While a deferrable primary key is twice there, an old key names two rows: to guess would be to corrupt. */
    @Test
    void shiftedPrimaryKeysStop() throws SQLException {
        fixture.database.execute("ALTER TABLE t DROP INDEX u");
        applyAll(applier, transaction(0x200, insert("1", "a"), insert("2", "b")));

        assertThatThrownBy(
                        () ->
                                applier.replay(
                                        List.of(
                                                transaction(
                                                        0x300,
                                                        update("1", "2", "a"),
                                                        update("2", "3", "b")))))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    @Test
    void duplicateThatStaysIsAVerdictThatDoesNotShowTheValue() throws SQLException {
        fixture.database.execute("INSERT INTO t VALUES (9, 'taken')");

        assertThatThrownBy(
                        () ->
                                applier.replay(
                                        List.of(
                                                transaction(0x200, insert("1", "a")),
                                                transaction(0x300, insert("2", "taken")))))
                .hasMessageContaining("1062")
                .hasMessageContaining("u")
                .hasMessageContaining("apply.on-conflict to overwrite or skip")
                .hasMessageNotContaining("taken")
                .hasStackTraceContaining("1062")
                .satisfies(
                        error -> {
                            for (Throwable e = error; e != null; e = e.getCause()) {
                                assertThat(String.valueOf(e.getMessage())).doesNotContain("taken");
                            }
                        });
        assertThat(fixture.rows()).containsExactly("1=a", "9=taken");
    }

    @Test
    void skipLeavesOneChangeOutAndKeepsIt() throws SQLException {
        use(OnConflict.SKIP);
        fixture.database.execute("INSERT INTO t VALUES (9, 'taken')");

        applier.replay(
                List.of(
                        transaction(
                                0x200,
                                insert("1", "a"),
                                insert("2", "taken"),
                                update("7", "7", "x"),
                                insert("3", "c"))));

        assertThat(fixture.rows()).containsExactly("1=a", "3=c", "9=taken");
        assertThat(targets.deadLetters().list(SLOT))
                .extracting(DeadLetter::state, DeadLetter::operation)
                .containsExactly(
                        tuple(DeadLetter.State.SKIPPED, "INSERT"),
                        tuple(DeadLetter.State.SKIPPED, "UPDATE"));
        assertThat(targets.counters().snapshot().tables().get(T).skipped()).isEqualTo(2);
    }

    @Test
    void overwriteMakesTheRowWhatTheSourceHas() throws SQLException {
        use(OnConflict.OVERWRITE);
        fixture.database.execute("INSERT INTO t VALUES (1, 'old')");

        applier.replay(
                List.of(
                        transaction(0x200, insert("1", "new")),
                        transaction(0x300, update("7", "7", "made")),
                        transaction(0x400, delete("99"))));

        assertThat(fixture.rows()).containsExactly("1=new", "7=made");
        assertThat(targets.counters().snapshot().tables().get(T).overwritten()).isEqualTo(3);
    }

    @Test
    void overwriteStopsWhereAnotherRowHoldsTheValue() throws SQLException {
        use(OnConflict.OVERWRITE);
        fixture.database.execute("INSERT INTO t VALUES (9, 'taken')");

        assertThatThrownBy(() -> applier.replay(List.of(transaction(0x200, insert("1", "taken")))))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
        assertThat(fixture.rows()).containsExactly("9=taken");
    }

    @Test
    void equalRowsWithoutAKeyGoOneByOne() throws SQLException {
        fixture.database.execute("DROP TABLE t; CREATE TABLE t (id INT, u VARCHAR(40))");
        applyAll(
                applier,
                transaction(0x200, insert("1", "a"), insert("1", "a"), insert("1", "a")),
                transaction(
                        0x300,
                        deleteWhole("1", "a"),
                        of(
                                Operation.UPDATE,
                                Rows.row(WHOLE, "2", "a"),
                                Rows.row(WHOLE, "1", "a"))));

        assertThat(fixture.rows()).containsExactly("1=a", "2=a");
    }

    @Test
    void changeThatNamesNoRowIsRefusedWithTheStatementThatMendsIt() throws SQLException {
        List<Transaction> chunk =
                List.of(
                        transaction(0x200, insert("1", "a")),
                        transaction(0x300, new Change(Operation.DELETE, T, null, null)));
        assertThatThrownBy(() -> applier.execute(chunk)).isInstanceOf(ReplayException.class);

        assertThatThrownBy(() -> applier.replay(chunk))
                .hasMessageContaining("ALTER TABLE \"public\".\"t\" REPLICA IDENTITY FULL");
        assertThat(fixture.rows()).containsExactly("1=a");
    }

    @Test
    void insertOnlyPolicyLeavesThemOutAndCountsThem() throws SQLException {
        use(
                Targets.open(
                        fixture.config(fixture.database.server().port()),
                        fixture.apply(OnConflict.STOP, WithoutIdentity.INSERT_ONLY),
                        new MappingConfig(Map.of())));

        applyAll(
                applier,
                transaction(
                        0x200,
                        insert("1", "a"),
                        new Change(Operation.DELETE, T, null, null),
                        new Change(Operation.UPDATE, T, Rows.row(WHOLE, "1", "b"), null)));

        assertThat(fixture.rows()).containsExactly("1=a");
        assertThat(targets.counters().snapshot().tables().get(T).withoutIdentity()).isEqualTo(2);
    }

    @Test
    void definitionThatChangedIsReadAgain() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a")));
        fixture.database.execute("ALTER TABLE t DROP COLUMN u; ALTER TABLE t ADD u2 VARCHAR(9)");
        Change wider =
                of(
                        Operation.INSERT,
                        Rows.row(Rows.shape("id", "integer", "u2", "character varying"), "2", "b"),
                        null);
        List<Transaction> chunk = List.of(transaction(0x300, wider));
        assertThatThrownBy(() -> applier.execute(chunk)).isInstanceOf(ReplayException.class);

        applier.replay(chunk);

        assertThat(fixture.query("SELECT u2 FROM t WHERE id = 2")).containsExactly("b");
    }

    @Test
    void missingTableIsAVerdictWithItsName() {
        Change elsewhere =
                new Change(
                        Operation.INSERT,
                        new TableName("public", "nowhere"),
                        Rows.row(WHOLE, "1", "a"),
                        null);

        assertThatThrownBy(() -> applier.replay(List.of(transaction(0x200, elsewhere))))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("grant SELECT on it")
                .hasMessageNotContaining("on-conflict")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void missingPrivilegeIsNamedAsTheStatementThatGivesIt() throws SQLException {
        String account = "'" + fixture.database.name() + "'@'%'";
        String all = " ON `" + fixture.database.name() + "`.* TO " + account;
        fixture.database.execute("CREATE USER " + account + " IDENTIFIED BY 'Narrow@1234'");
        try {
            fixture.database.execute("GRANT SELECT, INSERT, UPDATE" + all);
            fixture.database.execute(
                    "GRANT ALL ON `" + fixture.ledgerDatabase + "`.* TO " + account);
            use(fixture.targetsAs(fixture.database.name(), "Narrow@1234"));

            assertThatThrownBy(
                            () ->
                                    applier.replay(
                                            List.of(
                                                    transaction(0x200, insert("1", "a")),
                                                    transaction(0x300, delete("1")))))
                    .hasMessageContaining("Everything before it was applied")
                    .hasMessageContaining("GRANT DELETE" + all)
                    .hasMessageNotContaining("on-conflict")
                    .extracting(error -> ((TargetException) error).exitCode())
                    .isEqualTo(ExitCode.STOPPED);
            assertThat(fixture.rows()).containsExactly("1=a");
        } finally {
            fixture.database.execute("DROP USER " + account);
        }
    }

    @Test
    void ddlStopsBeforeAnythingOfItsTransaction() throws SQLException {
        SlotMessage.Ddl ddl =
                new SlotMessage.Ddl(
                        Lsn.parse("0/2F0"),
                        1,
                        "ALTER TABLE",
                        "{}",
                        Optional.empty(),
                        Optional.empty());

        assertThatThrownBy(
                        () ->
                                applier.replay(
                                        List.of(
                                                transaction(0x200, insert("1", "a")),
                                                transaction(0x300, insert("2", "b"), ddl))))
                .hasMessageContaining("DDL is not replayed yet: ALTER TABLE at 0/2F0");
        assertThat(fixture.rows()).containsExactly("1=a");
    }

    @Test
    void truncateEmptiesInsideTheTransaction() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a"), insert("2", "b")));

        applyAll(
                applier,
                transaction(
                        0x300,
                        new SlotMessage.Truncate(List.of(T), false, false),
                        insert("3", "c")));

        assertThat(fixture.rows()).containsExactly("3=c");
    }

    @Test
    void lockedRowIsForAReplayAndTheConnectionStaysGood() throws SQLException {
        applyAll(applier, transaction(0x200, insert("1", "a")));
        List<Transaction> chunk = List.of(transaction(0x300, update("1", "1", "b")));
        try (Connection other = fixture.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM t WHERE id = 1 FOR UPDATE");

            assertThatThrownBy(() -> applier.execute(chunk))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("1205");
            other.rollback();
        }

        applier.replay(chunk);

        assertThat(fixture.rows()).containsExactly("1=b");
    }

    @Test
    void largeTransactionComesInPartsAndCommitsOnce() throws SQLException {
        use(OnConflict.SKIP);
        fixture.database.execute("INSERT INTO t VALUES (9, 'taken')");
        applier.beginLarge();
        applier.largePart(List.of(insert("1", "a"), insert("2", "b")));
        applier.largePart(List.of(insert("3", "taken"), insert("4", "d")));
        applier.largePart(List.of(update("1", "1", "b"), update("2", "2", "a")));
        assertThat(fixture.rows()).containsExactly("9=taken");

        applier.commit(at(0x300), SlotMessage.NO_TIME);

        assertThat(fixture.rows()).containsExactly("1=b", "2=a", "4=d", "9=taken");
        assertThat(targets.deadLetters().list(SLOT))
                .singleElement()
                .satisfies(letter -> assertThat(letter.position()).isEqualTo(at(0x300)));
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x300));
    }

    @Test
    void largeTransactionThatDoesNotFitLeavesNothing() throws SQLException {
        applier.beginLarge();
        applier.largePart(List.of(insert("1", "a")));

        assertThatThrownBy(() -> applier.largePart(List.of(delete("77"))))
                .hasMessageContaining("DELETE of public.t")
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.STOPPED);

        assertThat(fixture.rows()).isEmpty();
    }

    @Test
    void smallChunkAtTheHeadTravelsWithItsCommit() throws SQLException {
        applyNow(applier, transaction(0x200, insert("1", "a"), insert("2", "b")));
        applyNow(applier, transaction(0x300, update("2", "2", "B"), delete("1"), insert("3", "c")));

        assertThat(fixture.rows()).containsExactly("2=B", "3=c");
        assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x300));
        assertThat(targets.counters().snapshot().transactions()).isEqualTo(2);
        assertThat(targets.counters().snapshot().rows()).isEqualTo(5);
    }

    @Test
    void wrongCountInThePacketOfTheCommitLeavesNothing() throws SQLException {
        applyNow(applier, transaction(0x200, insert("1", "a")));

        for (Change wrong : List.of(update("7", "7", "x"), delete("7"), insert("1", "b"))) {
            assertThatThrownBy(
                            () ->
                                    applyNow(
                                            applier,
                                            transaction(0x300, insert("2", "b"), wrong),
                                            transaction(0x400, insert("3", "c"))))
                    .isInstanceOf(ReplayException.class);
            assertThat(fixture.rows()).containsExactly("1=a");
            assertThat(fixture.applied(targets)).isEqualTo(new Lsn(0x200));
        }
        applyNow(applier, transaction(0x300, insert("2", "b")));
        assertThat(fixture.rows()).containsExactly("1=a", "2=b");
    }

    @Test
    void olderInstanceIsFencedInThePacketOfTheCommitToo() throws SQLException {
        applyNow(applier, transaction(0x200, insert("1", "a")));
        fixture.claim(targets);

        assertThatThrownBy(() -> applyNow(applier, transaction(0x300, insert("2", "b"))))
                .extracting(error -> ((TargetException) error).exitCode())
                .isEqualTo(ExitCode.FENCED);
        assertThat(fixture.rows()).containsExactly("1=a");
    }

    private static void applyNow(ChunkApplier applier, Transaction... transactions) {
        List<Transaction> chunk = List.of(transactions);
        applier.applyNow(chunk, chunk.get(chunk.size() - 1).position(), SlotMessage.NO_TIME);
    }
}
