package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.StreamMode;

class StreamOptionsTest {
    private static StreamPlan plan(StreamMode mode) {
        return new StreamPlan(mode, false, "because", List.of());
    }

    @Test
    void aSerialStreamSaysSoAndNamesNothingThatSerialDecodingRefuses() {
        SlotConfig slot = Configs.slot(SlotConfig.Stream.AUTO);

        assertThat(StreamOptions.of(slot, plan(StreamMode.SERIAL)))
                .isEqualTo(
                        Map.of(
                                "include-xids", "true",
                                "include-timestamp", "true",
                                "skip-empty-xacts", "false",
                                "parallel-decode-num", "1"));
    }

    @Test
    void aParallelStreamNamesStyleAndBatch() {
        SlotConfig slot = Configs.slot(SlotConfig.Stream.AUTO);

        assertThat(StreamOptions.of(slot, plan(new StreamMode(20, StreamMode.Style.JSON, false))))
                .containsEntry("parallel-decode-num", "20")
                .containsEntry("decode-style", "j")
                .containsEntry("sending-batch", "0");
        assertThat(StreamOptions.of(slot, plan(new StreamMode(4, StreamMode.Style.BINARY, true))))
                .containsEntry("parallel-decode-num", "4")
                .containsEntry("decode-style", "b")
                .containsEntry("sending-batch", "1");
    }

    @Test
    void whiteListAndStandbyGuardAreSentWhereConfigured() {
        assertThat(
                        StreamOptions.of(
                                Configs.slot(List.of("shop.*", "a.b"), true),
                                plan(StreamMode.SERIAL)))
                .containsEntry("white-table-list", "shop.*,a.b")
                .containsEntry("standby-connection", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Og2my", "1slot", "og-2my", "og2my'", "a b", "og2my\"; drop"})
    void slotNamesThatTheDriverWouldNotCarryAreRefused(String name) {
        assertThatThrownBy(() -> Slots.checkName(name))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("slot.name");
    }

    @Test
    void slotNamesOfSixtyThreeCharactersAreTheLongest() {
        assertThat(Slots.checkName("s".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> Slots.checkName("s".repeat(64)))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void theApplicationNameFitsItsColumn() {
        assertThat(SlotStream.applicationName("og2my")).isEqualTo("reverse-migration:og2my");
        assertThat(SlotStream.applicationName("s".repeat(63))).hasSize(63);
    }
}
