package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;
import org.opengauss.reversemigration.model.SlotMessage.Ddl;
import org.opengauss.reversemigration.model.SlotMessage.Truncate;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

class TransactionAssemblerTest {
    private static final TableName KEYED = new TableName("public", "keyed");
    private static final TableName OTHER_KEYED = new TableName("public", "other");
    private static final TableName KEYLESS = new TableName("public", "keyless");
    private static final RowShape SHAPE = new RowShape(List.of("id"), List.of("integer"));
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final CollectedTransactions sink = new CollectedTransactions();
    private TransactionAssembler assembler = limitedTo(NO_LIMIT);

    @Test
    void aTransactionHasItsChangesInOrderAndTheirSize() {
        Change first = insert(KEYED, "1");
        Change second = delete(KEYED, "2");

        accept(begin(7), first, second, commit(0x10, 7, 3));

        assertThat(sink.transactions)
                .containsExactly(
                        new Transaction(
                                position(0x10, 7, 3),
                                500,
                                List.of(first, second),
                                first.approximateBytes() + second.approximateBytes()));
        assertThat(assembler.inTransaction()).isFalse();
    }

    @Test
    void aPairWithoutRowsBecomesAnEmptyTransaction() {
        accept(begin(7), commit(0x10, 7, 3));

        Transaction empty = sink.transactions.get(0);
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.bytes()).isZero();
        assertThat(empty.position()).isEqualTo(position(0x10, 7, 3));
    }

    @Test
    void whatTheCommitDoesNotSayComesFromTheBegin() {
        accept(
                new Begin(7, 3, new Lsn(1), 400, 0),
                new Commit(position(0x10, 0, 0), SlotMessage.NO_TIME));

        assertThat(sink.transactions)
                .containsExactly(new Transaction(position(0x10, 7, 3), 400, List.of(), 0));
    }

    @Test
    void aDeleteWithoutOldRowCancelsTheInsertDirectlyBeforeIt() {
        Change update = update(KEYED, "1");

        accept(begin(7), insert(KEYED, "1"), bareDelete(KEYED), update, commit(0x10, 7, 3));

        assertThat(contents()).containsExactly(update);
        assertThat(sink.transactions.get(0).bytes()).isEqualTo(update.approximateBytes());
    }

    @Test
    void aReplaceOfAPresentKeyLeavesDeleteAndInsert() {
        Change old = delete(KEYED, "1");
        Change replacement = insert(KEYED, "1");

        accept(
                begin(7),
                insert(KEYED, "1"),
                bareDelete(KEYED),
                old,
                replacement,
                commit(0x10, 7, 3));

        assertThat(contents()).containsExactly(old, replacement);
    }

    @Test
    void aDeleteWithoutOldRowCancelsNothingElse() {
        Change insert = insert(KEYED, "1");
        Change keylessInsert = insert(KEYLESS, "1");
        List<List<SlotMessage.Content>> kept =
                List.of(
                        List.of(bareDelete(KEYED)),
                        List.of(keylessInsert, bareDelete(KEYLESS)),
                        List.of(insert, bareDelete(OTHER_KEYED)),
                        List.of(insert, delete(KEYED, "1")),
                        List.of(insert, update(KEYED, "1"), bareDelete(KEYED)),
                        List.of(insert, insert(OTHER_KEYED, "1"), bareDelete(KEYED)),
                        List.of(insert, truncate(KEYLESS), bareDelete(KEYED)),
                        List.of(insert, ddl(), bareDelete(KEYED)));
        long lsn = 0x10;
        for (List<SlotMessage.Content> contents : kept) {
            accept(begin(7));
            contents.forEach(assembler::accept);
            accept(commit(lsn++, 7, 3));

            assertThat(sink.transactions.get(sink.transactions.size() - 1).contents())
                    .isEqualTo(contents);
        }
    }

    @Test
    void aSecondDeleteWithoutOldRowDoesNotReachTheInsertBeforeTheCancelledOne() {
        Change first = insert(KEYED, "1");
        Change bare = bareDelete(KEYED);

        accept(begin(7), first, insert(KEYED, "2"), bareDelete(KEYED), bare, commit(0x10, 7, 3));

        assertThat(contents()).containsExactly(first, bare);
    }

    @Test
    void anInsertOfTheTransactionBeforeIsNotCancelled() {
        Change bare = bareDelete(KEYED);

        accept(begin(7), insert(KEYED, "1"), commit(0x10, 7, 3));
        accept(begin(8), bare, commit(0x20, 8, 4));

        assertThat(sink.transactions.get(0).contents()).hasSize(1);
        assertThat(sink.transactions.get(1).contents()).containsExactly(bare);
    }

    @Test
    void aTransactionAboveTheLimitArrivesInPartsWithNothingLost() {
        int bytes = insert(KEYED, "1").approximateBytes();
        assembler = limitedTo(10L * bytes);
        List<SlotMessage.Content> all = new ArrayList<>();

        accept(begin(7));
        for (int i = 0; i < 100; i++) {
            all.add(insert(KEYED, "1"));
            accept(all.get(i));
        }
        accept(new Commit(position(0x10, 0, 3), SlotMessage.NO_TIME));

        assertThat(sink.partSizes).hasSizeGreaterThan(5).allMatch(size -> size <= 11);
        assertThat(sink.transactions)
                .containsExactly(
                        new Transaction(
                                position(0x10, 7, 3), SlotMessage.NO_TIME, all, 100L * bytes));
        assertThat(assembler.inTransaction()).isFalse();
    }

    @Test
    void aTransactionExactlyAtTheLimitIsWholeAndOneAboveItIsNot() {
        int bytes = insert(KEYED, "1").approximateBytes();
        assembler = limitedTo(2L * bytes);

        accept(begin(7), insert(KEYED, "1"), insert(KEYED, "1"), commit(0x10, 7, 3));
        assertThat(sink.partSizes).isEmpty();

        accept(begin(8), insert(KEYED, "1"), insert(KEYED, "1"), insert(KEYED, "1"));
        assertThat(sink.partSizes).isEmpty();
        accept(commit(0x20, 8, 4));
        assertThat(sink.partSizes).containsExactly(3);
        assertThat(sink.transactions).hasSize(2);
    }

    @Test
    void anInsertIsNeverSentBeforeItIsKnownNotToBeCancelled() {
        assembler = limitedTo(1);
        Change kept = insert(KEYED, "1");
        Change last = insert(KEYED, "3");

        accept(begin(7));
        for (int i = 0; i < 50; i++) {
            accept(kept, insert(KEYED, "2"), bareDelete(KEYED));
        }
        accept(last, commit(0x10, 7, 3));

        assertThat(contents()).hasSize(51).containsOnly(kept, last).endsWith(last);
    }

    @Test
    void aLargeTransactionMayEndWithItsLastChangeCancelled() {
        assembler = limitedTo(1);
        Change kept = insert(KEYED, "1");

        accept(begin(7), kept, insert(KEYED, "2"), bareDelete(KEYED), commit(0x10, 7, 3));
        accept(begin(8), commit(0x20, 8, 4));

        assertThat(contents()).containsExactly(kept);
        assertThat(sink.partSizes).containsExactly(1);
        assertThat(sink.transactions.get(1).isEmpty()).isTrue();
    }

    @Test
    void messagesOutOfOrderAreRefused() {
        assertRefused(commit(0x10, 7, 3));
        assertRefused(insert(KEYED, "1"));
        assertRefused(begin(7), begin(8));
        assertRefused(begin(7), commit(0x10, 7, 3), commit(0x20, 7, 3));
        assertRefused(begin(7), commit(0x10, 7, 3), insert(KEYED, "1"));
    }

    @Test
    void aCommitOfAnotherTransactionIsRefused() {
        assertRefused(begin(7), commit(0x10, 8, 3));
        assertRefused(new Begin(0, 5, Lsn.ZERO, 0, 0), commit(0x10, 7, 6));
        assertRefused(begin(0), commit(0x10, 7, 6));
    }

    @Test
    void commitsThatDoNotRiseAreRefused() {
        assertRefused(begin(7), commit(0x10, 7, 3), begin(8), commit(0x10, 8, 4));
        assertRefused(begin(7), commit(0x8000_0000_0000_0000L, 7, 3), begin(8), commit(1, 8, 4));
    }

    private void assertRefused(SlotMessage... messages) {
        assembler = limitedTo(NO_LIMIT);
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> accept(messages));
    }

    private TransactionAssembler limitedTo(long bytes) {
        return new TransactionAssembler(sink, bytes, table -> !table.equals(KEYLESS));
    }

    private void accept(SlotMessage... messages) {
        for (SlotMessage message : messages) {
            assembler.accept(message);
        }
    }

    private List<SlotMessage.Content> contents() {
        return sink.transactions.get(0).contents();
    }

    private static Begin begin(long xid) {
        return new Begin(xid, 0, Lsn.ZERO, SlotMessage.NO_TIME, 0);
    }

    private static Commit commit(long lsn, long xid, long csn) {
        return new Commit(position(lsn, xid, csn), 500);
    }

    private static CommitPosition position(long lsn, long xid, long csn) {
        return new CommitPosition(new Lsn(lsn), Kind.END, xid, csn);
    }

    private static Change insert(TableName table, String id) {
        return new Change(Operation.INSERT, table, row(id), null);
    }

    private static Change update(TableName table, String id) {
        return new Change(Operation.UPDATE, table, row(id), row(id));
    }

    private static Change delete(TableName table, String id) {
        return new Change(Operation.DELETE, table, null, row(id));
    }

    private static Change bareDelete(TableName table) {
        return new Change(Operation.DELETE, table, null, null);
    }

    private static Row row(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        return new Row(SHAPE, bytes, new int[] {0, bytes.length});
    }

    private static Truncate truncate(TableName table) {
        return new Truncate(List.of(table), false, false);
    }

    private static Ddl ddl() {
        return new Ddl(Lsn.ZERO, 1, "Simple", "{}", Optional.of("drop"), Optional.empty());
    }
}
