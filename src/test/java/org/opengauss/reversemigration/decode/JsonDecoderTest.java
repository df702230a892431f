package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;
import org.opengauss.reversemigration.model.StreamMode;

class JsonDecoderTest {
    private static final String ROW_OF_T =
            "{\"table_name\":\"public.t\",\"op_type\":\"%s\",\"columns_name\":[%s],"
                    + "\"columns_type\":[%s],\"columns_val\":[%s],\"old_keys_name\":[%s],"
                    + "\"old_keys_type\":[%s],\"old_keys_val\":[%s]}";

    private final MessageDecoder serial = Decoders.serial();

    @Test
    void rowsOfOneTableShareTableNameAndShape() {
        Change insert = change(row("INSERT", "a", "'1'"));
        Change update = change(row("UPDATE", "a", "'2'"));
        Change other = change(row("INSERT", "b", "'3'"));

        assertThat(update.table()).isSameAs(insert.table()).isSameAs(other.table());
        assertThat(update.newRow().shape()).isSameAs(insert.newRow().shape());
        assertThat(other.newRow().shape()).isNotSameAs(insert.newRow().shape());
        assertThat(other.newRow().shape().names()).containsExactly("b");
    }

    @Test
    void aColumnNamedLikeAKeyOfTheMessageIsAColumn() {
        Change change =
                change(
                        row(
                                "INSERT",
                                "\\\",\\\"\\\"columns_val\\\"\\\":[\\\"",
                                "'\\\"],\\\"old_keys_name\\\":['"));

        assertThat(change.newRow().shape().names()).containsExactly(",\"columns_val\":[");
        assertThat(change.newRow().text(0)).isEqualTo("\"],\"old_keys_name\":[");
    }

    @Test
    void nullUnchangedEmptyAndTheWordsForThemDiffer() {
        Row row =
                change(
                                ROW_OF_T.formatted(
                                        "INSERT",
                                        "\"a\",\"b\",\"c\",\"d\",\"e\"",
                                        "\"text\",\"text\",\"text\",\"text\",\"text\"",
                                        "\"null\",\"'null'\",\"''\",\"unchanged-toast-datum\","
                                                + "\"'unchanged-toast-datum'\"",
                                        "",
                                        "",
                                        ""))
                        .newRow();

        assertThat(row.isNull(0)).isTrue();
        assertThat(row.text(1)).isEqualTo("null");
        assertThat(row.text(2)).isEmpty();
        assertThat(row.isUnchanged(3)).isTrue();
        assertThat(row.text(4)).isEqualTo("unchanged-toast-datum");
    }

    @Test
    void valuesOfAnySizeArriveWhole() {
        for (int size : new int[] {1, 7, 8, 9, 4095, 1 << 20, (1 << 21) + 3, 5_000_000}) {
            String value = "it's \\ \"中\" ".repeat(size / 12 + 1);
            byte[] message =
                    row("INSERT", "a", "@")
                            .replace(
                                    "\"@\"",
                                    ServerEncoder.string("'" + value.replace("'", "''") + "'"))
                            .getBytes(UTF_8);

            Change change = (Change) Decoders.decode(serial, message).get(0);

            assertThat(change.newRow().text(0)).isEqualTo(value);
            assertThat(change(row("INSERT", "a", "'small'")).newRow().text(0)).isEqualTo("small");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "nul",
                "nulll",
                "1.2.3",
                "1e",
                "--1",
                ".",
                "-",
                "tru",
                "TRUE",
                "'",
                "'a'b'",
                "B'",
                "B'2'",
                "B'1'x",
                "0x10",
                "1 ",
                " 1",
                "'\\x'",
                "'\\u0000'",
                "'\\u0041'",
                "'\\/'",
                "'a\tb'",
                "infinity"
            })
    void otherFormsOfValuesAreRefusedWithoutShowingThem(String value) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> change(row("INSERT", "a", value + "SECRET")))
                .withMessageContaining("header LSN 1/10")
                .withMessageContaining("public.t")
                .withMessageNotContaining("SECRET");
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> change(row("INSERT", "a", value)));
    }

    @Test
    void otherDigitsInABitStringNameTheSettingThatCausesThem() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> change(row("INSERT", "a", "B'255'")))
                .withMessageContaining("dolphin.bit_output");
    }

    @Test
    void anEmptyMessageIsRefused() {
        for (MessageDecoder decoder :
                List.of(serial, Decoders.parallelJson(), Decoders.batchedJson())) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> Decoders.decode(decoder, new byte[0]));
        }
    }

    @Test
    void rowsWithColumnsWhereTheOperationHasNoneAreRefused() {
        String columns = "\"a\"";
        String types = "\"text\"";
        for (String message :
                List.of(
                        ROW_OF_T.formatted("DELETE", columns, types, "\"'x'\"", "", "", ""),
                        ROW_OF_T.formatted("INSERT", "", "", "", "", "", ""),
                        ROW_OF_T.formatted("UPDATE", "", "", "", columns, types, "\"'x'\""),
                        ROW_OF_T.formatted(
                                "INSERT", columns, types, "\"1\"", columns, types, "\"1\""))) {
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> change(message));
        }
    }

    @Test
    void serialTextsAreRefusedInParallelStreamsAndTheOtherWayRound() {
        List<String> onlySerial =
                List.of("BEGIN 5", "COMMIT 5 CSN 6", "table a.b: TRUNCATE: (no-flags)");
        List<String> onlyParallel = List.of("BEGIN CSN: 5 first_lsn: 0/1", "commit xid: 5");

        onlySerial.forEach(text -> assertThat(messages(serial, text)).hasSize(1));
        onlyParallel.forEach(
                text -> assertThat(messages(Decoders.parallelJson(), text)).hasSize(1));
        onlySerial.forEach(text -> assertRefused(Decoders.parallelJson(), text));
        onlyParallel.forEach(text -> assertRefused(serial, text));
    }

    @Test
    void aSerialTransactionMayCarryAnOrigin() {
        assertThat(messages(serial, "BEGIN 13082 ORIGIN_ID 3"))
                .containsExactly(new Begin(13082, 0, Lsn.ZERO, SlotMessage.NO_TIME, 3));
        assertThat(messages(serial, "BEGIN ORIGIN_ID 0"))
                .containsExactly(new Begin(0, 0, Lsn.ZERO, SlotMessage.NO_TIME, 0));
        assertThat(messages(serial, "BEGIN"))
                .containsExactly(new Begin(0, 0, Lsn.ZERO, SlotMessage.NO_TIME, 0));
    }

    @Test
    void numbersUpToTheFull64BitsAreRead() {
        Begin begin = (Begin) messages(serial, "BEGIN 18446744073709551615").get(0);

        assertThat(begin.xid()).isEqualTo(-1L);
        assertRefused(serial, "BEGIN 18446744073709551616");
        assertRefused(serial, "BEGIN 99999999999999999999");
    }

    @Test
    void aParallelCommitTakesWhatItLacksFromItsBegin() {
        MessageDecoder parallel = Decoders.parallelJson();
        messages(
                parallel, "BEGIN CSN: 9 first_lsn: 0/1 xid: 8 commit_time: 1970-01-01 00:00:01+00");

        assertThat(messages(parallel, "commit"))
                .containsExactly(
                        new Commit(
                                new CommitPosition(new Lsn(0x1_0000_0010L), Kind.START, 8, 9),
                                1_000_000));
    }

    @Test
    void aBatchedCommitIsAtTheLsnInFrontOfIt() {
        byte[] frame =
                ServerEncoder.jsonFrame(
                        List.of(
                                "BEGIN CSN: 9 first_lsn: 0/1".getBytes(UTF_8),
                                "commit xid: 8".getBytes(UTF_8)),
                        0x70);

        assertThat(Decoders.decode(Decoders.batchedJson(), frame).get(1))
                .isEqualTo(
                        new Commit(
                                new CommitPosition(new Lsn(0x71), Kind.END, 8, 9),
                                SlotMessage.NO_TIME));
    }

    @Test
    void aDdlMessageCutInItsTextIsRefused() {
        byte[] whole = Recorded.messages("serial-ddl.hex").get(1);
        for (int length = 0; length < whole.length; length++) {
            String cut = new String(whole, 0, length, UTF_8);
            assertRefused(serial, cut);
        }
    }

    @Test
    void aBinaryStreamIsNotForThisDecoder() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new JsonDecoder(new StreamMode(2, StreamMode.Style.BINARY, true)));
    }

    /** A row with one text column; {@code name} and {@code literal} as they stand in the message. */
    private static String row(String operation, String name, String literal) {
        return ROW_OF_T.formatted(
                operation, "\"" + name + "\"", "\"text\"", "\"" + literal + "\"", "", "", "");
    }

    private Change change(String message) {
        return (Change) messages(serial, message).get(0);
    }

    private static List<SlotMessage> messages(MessageDecoder decoder, String text) {
        return Decoders.decode(decoder, text.getBytes(UTF_8));
    }

    private static void assertRefused(MessageDecoder decoder, String text) {
        assertThatExceptionOfType(DecodeException.class)
                .as(text)
                .isThrownBy(() -> messages(decoder, text));
    }
}
