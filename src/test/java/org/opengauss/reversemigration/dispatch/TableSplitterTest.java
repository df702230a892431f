package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

class TableSplitterTest {
    private static final TableName A = new TableName("public", "a");
    private static final TableName B = new TableName("public", "b");
    private static final TableName A_TOO = new TableName("other", "a");

    /** Source tables of one name go to the same MySQL table. */
    private final TableSplitter splitter =
            new TableSplitter(new TableLanes(2), table -> table.table().hashCode());

    private static Change delete(TableName table) {
        return new Change(Operation.DELETE, table, null, null);
    }

    private static Transaction transaction(SlotMessage.Content... contents) {
        return new Transaction(
                new CommitPosition(new Lsn(0x200), CommitPosition.Kind.END, 7, 0),
                5,
                List.of(contents),
                100);
    }

    @Test
    void eachLaneGetsItsTablesInOrder() {
        Change first = delete(A);
        Change second = delete(B);
        Change third = delete(A_TOO);

        List<TableSplitter.Piece> pieces = splitter.split(transaction(first, second, third));

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0).transaction().contents()).containsExactly(first, third);
        assertThat(pieces.get(0).tables()).isEqualTo(Set.of(A, A_TOO));
        assertThat(pieces.get(1).transaction().contents()).containsExactly(second);
        assertThat(pieces.get(1).lane()).isNotEqualTo(pieces.get(0).lane());
        assertThat(pieces.get(1).transaction().position().xid()).isEqualTo(7);
    }

    @Test
    void transactionOfOneLaneStaysAsItIs() {
        Transaction whole = transaction(delete(A), delete(A_TOO));

        assertThat(splitter.split(whole)).hasSize(1);
        assertThat(splitter.split(whole).get(0).transaction()).isSameAs(whole);
    }

    @Test
    void truncateOfSeveralTablesIsCutAndKeepsItsPlace() {
        Change before = delete(A);
        Change behind = delete(B);
        Transaction whole =
                transaction(before, new SlotMessage.Truncate(List.of(A, B), true, false), behind);

        List<TableSplitter.Piece> pieces = splitter.split(whole);

        assertThat(pieces.get(0).transaction().contents())
                .containsExactly(before, new SlotMessage.Truncate(List.of(A), true, false));
        assertThat(pieces.get(1).transaction().contents())
                .containsExactly(new SlotMessage.Truncate(List.of(B), true, false), behind);
    }

    @Test
    void whatSomeTablesHaveAlreadyIsDropped() {
        CommitPosition resumed = new CommitPosition(new Lsn(0x100), CommitPosition.Kind.END, 1, 0);
        CommitPosition further = new CommitPosition(new Lsn(0x200), CommitPosition.Kind.END, 7, 0);
        ResumePoint resume =
                new ResumePoint(
                        resumed,
                        further,
                        table ->
                                table.equals(A)
                                        ? java.util.Optional.of(further)
                                        : java.util.Optional.empty());
        Change kept = delete(B);
        Transaction whole =
                transaction(delete(A), kept, new SlotMessage.Truncate(List.of(A, B), false, false));

        assertThat(resume.isApplied(whole.position())).isFalse();
        assertThat(resume.lacking(whole).contents())
                .containsExactly(kept, new SlotMessage.Truncate(List.of(B), false, false));
        assertThat(resume.uneven()).contains(further);

        Transaction next =
                new Transaction(
                        new CommitPosition(new Lsn(0x300), CommitPosition.Kind.END, 8, 0),
                        5,
                        List.of(delete(A)),
                        100);
        assertThat(resume.lacking(next)).isSameAs(next);
        assertThat(resume.uneven()).isEmpty();
    }
}
