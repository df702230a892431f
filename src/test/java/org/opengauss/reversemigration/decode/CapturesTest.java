package org.opengauss.reversemigration.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.decode.RowTexts.Booleans;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.SlotMessage;

/**
 * What real 5.0 and 6.0 servers sent decodes, and says the same in each mode. Messages that were cut when they were
 * captured are left out.
 */
class CapturesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.0/A_serial_default",
                "5.0/A_serial_nots_noxid",
                "5.0/A_serial_white",
                "5.0/A_par4_j_noskip",
                "5.0/A_par4_j_origin",
                "5.0/A_par4_b_origin",
                "6.0/A_serial_nots_noxid",
                "6.0/A_serial_white",
                "6.0/A_par4_j_noskip",
                "6.0/A_par4_j_origin",
                "6.0/A_par4_b_origin",
                "6.0/B_dolphin_serial_tz_shanghai",
            })
    void allMessagesDecodeAndMakeWholeTransactions(String capture) {
        List<SlotMessage> messages = messages(capture);

        assertThat(Decoders.assemble(messages, table -> false)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5.0/A_serial_default, 5.0/A_par4_j_batch0",
        "5.0/B_serial_default, 5.0/B_par4_j_batch0",
        "6.0/A_upsert_race_serial, 6.0/A_upsert_race_par4_j",
    })
    void serialAndParallelJsonSayTheSame(String serial, String parallel) {
        assertThat(rows(parallel, Booleans.COMPARED)).isEqualTo(rows(serial, Booleans.COMPARED));
    }

    @ParameterizedTest
    @CsvSource({
        "5.0/A_par4_j_batch0, 5.0/A_par4_b_batch0, COMPARED",
        "5.0/B_par4_j_batch0, 5.0/B_par4_b_batch0, COMPARED",
        "6.0/A_par4_j_batch0, 6.0/A_par4_b_batch0, COMPARED",
        "6.0/A_ddl_par4_j, 6.0/A_ddl_par4_b, COMPARED",
        "6.0/A_trunc_upsert_par4_j, 6.0/A_trunc_upsert_par4_b, COMPARED",
        "6.0/B_nodolphin_par4_j, 6.0/B_nodolphin_par4_b, COMPARED",
        "6.0/B_dolphin_par4_j, 6.0/B_dolphin_par4_b, LEFT_OUT",
        "6.0/B_dolphin_ddl_par4_j, 6.0/B_dolphin_ddl_par4_b, LEFT_OUT",
    })
    void jsonAndBinarySayTheSame(String json, String binary, Booleans booleans) {
        assertThat(rows(binary, booleans)).isEqualTo(rows(json, booleans));
    }

    /** From 6.0 on serial carries TRUNCATE, DDL and the rows behind them; parallel streams stop before. */
    @ParameterizedTest
    @CsvSource({
        "6.0/A_serial_default, 6.0/A_par4_j_batch0, 5",
        "6.0/A_ddl_serial, 6.0/A_ddl_par4_j, 59",
        "6.0/A_trunc_upsert_serial, 6.0/A_trunc_upsert_par4_j, 5",
        "6.0/B_dolphin_serial, 6.0/B_dolphin_par4_j, 4",
        "6.0/B_dolphin_ddl_serial, 6.0/B_dolphin_ddl_par4_j, 45",
        "6.0/B_nodolphin_serial, 6.0/B_nodolphin_par4_j, 5",
    })
    void parallelLacksOnlyWhatFollowsADefinition(String serial, String parallel, int lacking) {
        assertLacksOnlyEnds(
                rows(serial, Booleans.COMPARED), rows(parallel, Booleans.COMPARED), lacking);
    }

    @Test
    void serialAsGsqlHasTheBooleansThatBinaryHas() {
        Map<String, List<String>> binary = rows("6.0/B_dolphin_par4_b", Booleans.COMPARED);
        Map<String, List<String>> serial =
                rows("6.0/B_dolphin_serial_bool_appname_gsql", Booleans.COMPARED);
        serial.values().removeIf(rows -> rows.toString().contains("Truncate"));

        assertThat(serial)
                .hasSizeGreaterThan(7)
                .allSatisfy(
                        (transaction, rows) -> assertThat(rows).isEqualTo(binary.get(transaction)));
    }

    @ParameterizedTest
    @CsvSource({
        "dolphin-j-batch0, dolphin-b-batch1",
    })
    void recordedStreamsSayTheSameInJsonAndInBatchedBinary(String json, String binary) {
        Map<String, List<String>> expected =
                RowTexts.of(
                        Decoders.decode(Decoders.parallelJson(), Recorded.stream(json)),
                        Booleans.LEFT_OUT);
        assertThat(expected).hasSizeGreaterThan(700);

        assertThat(
                        RowTexts.of(
                                Decoders.decode(Decoders.binary(), Recorded.stream(binary)),
                                Booleans.LEFT_OUT))
                .isEqualTo(expected);
        assertLacksOnlyEnds(
                RowTexts.of(
                        Decoders.decode(Decoders.serial(), Recorded.stream("dolphin-serial")),
                        Booleans.LEFT_OUT),
                expected,
                4);
    }

    private static void assertLacksOnlyEnds(
            Map<String, List<String>> whole, Map<String, List<String>> part, int lacking) {
        assertThat(whole.keySet()).containsAll(part.keySet());
        int different = 0;
        for (Map.Entry<String, List<String>> transaction : whole.entrySet()) {
            List<String> seen = part.getOrDefault(transaction.getKey(), List.of());
            assertThat(transaction.getValue().subList(0, seen.size())).isEqualTo(seen);
            different += seen.size() < transaction.getValue().size() ? 1 : 0;
        }
        assertThat(different).isEqualTo(lacking);
    }

    @Test
    void aLostUpsertRaceLeavesAnInsertAndADeleteThatNamesNoRow() {
        long bareDeletes =
                messages("6.0/A_upsert_race_par4_j").stream()
                        .filter(message -> message instanceof Change change && isBareDelete(change))
                        .count();

        assertThat(bareDeletes).isPositive();
        assertThat(rows("6.0/A_upsert_race_par4_j", Booleans.COMPARED).toString())
                .doesNotContain("DELETE", "INSERT")
                .contains("UPDATE");
    }

    private static boolean isBareDelete(Change change) {
        return change.toString().startsWith("DELETE") && !change.hasOldRow();
    }

    private static Map<String, List<String>> rows(String capture, Booleans booleans) {
        return RowTexts.of(messages(capture), booleans);
    }

    static List<SlotMessage> messages(String capture) {
        MessageDecoder decoder =
                capture.contains("_par4_b")
                        ? Decoders.binary()
                        : capture.contains("_par4_j") ? Decoders.parallelJson() : Decoders.serial();
        return Decoders.decode(decoder, Recorded.capture(capture));
    }
}
