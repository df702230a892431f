package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.TableName;

class StreamPlanTest {
    private static final List<SourceTable> PLAIN =
            List.of(table("orders", List.of()), table("lines", List.of()));
    private static final List<SourceTable> WITH_BOOLEANS =
            List.of(table("orders", List.of()), table("flags", List.of("on", "off")));

    private static SourceTable table(String name, List<String> booleans) {
        return new SourceTable(
                new TableName("shop", name),
                SourceTable.Identity.PRIMARY_KEY,
                List.of("id"),
                booleans);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # stream, decoders, style, batch, version, dolphin, booleans, mode, as gsql
                    AUTO,     , , , 6, false, false, serial, false
                    AUTO,     , , , 7, false, false, serial, false
                    AUTO,     , , , 6, true,  true,  serial, true
                    AUTO,     , , , 6, true,  false, serial, true
                    AUTO,     , , , 5, false, false, parallel-decode-num=4 decode-style=b sending-batch=1, false
                    AUTO,     , , , 3, true,  true,  parallel-decode-num=4 decode-style=b sending-batch=1, false
                    AUTO,     , , , 0, false, false, parallel-decode-num=4 decode-style=b sending-batch=1, false
                    FAST,     , , , 6, false, false, parallel-decode-num=4 decode-style=b sending-batch=1, false
                    FAST,     , , 0, 6, false, false, parallel-decode-num=4 decode-style=b sending-batch=0, false
                    FAST,     , j, , 6, false, true, parallel-decode-num=4 decode-style=j sending-batch=1, false
                    FAST,     , j, , 6, true, true, parallel-decode-num=4 decode-style=b sending-batch=1, false
                    COMPLETE, , , , 6, false, false, serial, false
                    COMPLETE, , , , 5, false, false, serial, false
                    COMPLETE, , j, 1, 6, false, false, serial, false
                    FAST,     1, , , 6, false, false, serial, false
                    FAST,     1, j, , 5, true, true, serial, true
                    AUTO,     1, b, 1, 6, false, false, serial, false
                    COMPLETE, 20, j, , 6, false, false, parallel-decode-num=20 decode-style=j sending-batch=0, false
                    AUTO,     20, j, , 5, false, true, parallel-decode-num=20 decode-style=j sending-batch=0, false
                    AUTO,     20, j, , 5, true, false, parallel-decode-num=20 decode-style=j sending-batch=0, false
                    AUTO,     20, j, , 5, true, true, parallel-decode-num=20 decode-style=b sending-batch=0, false
                    AUTO,     20, j, 1, 6, true, true, parallel-decode-num=20 decode-style=b sending-batch=1, false
                    AUTO,     2, , , 6, false, false, parallel-decode-num=2 decode-style=b sending-batch=0, false
                    AUTO,     2, b, 1, 6, true, true, parallel-decode-num=2 decode-style=b sending-batch=1, false
                    """)
    void theStreamFollowsConfigurationVersionAndDolphin(
            SlotConfig.Stream stream,
            Integer decoders,
            String style,
            Integer batch,
            int version,
            boolean dolphin,
            boolean booleans,
            String mode,
            boolean asGsql) {
        SlotConfig slot =
                Configs.slot(
                        stream,
                        decoders == null ? OptionalInt.empty() : OptionalInt.of(decoders),
                        Optional.ofNullable(style)
                                .map(
                                        s ->
                                                s.equals("j")
                                                        ? StreamMode.Style.JSON
                                                        : StreamMode.Style.BINARY),
                        batch == null ? OptionalInt.empty() : OptionalInt.of(batch));

        StreamPlan plan =
                StreamPlan.choose(slot, version, dolphin, booleans ? WITH_BOOLEANS : PLAIN);

        assertThat(plan.mode()).hasToString(mode);
        assertThat(plan.asGsql()).isEqualTo(asGsql);
    }

    @Test
    void aRaisedStyleNamesTheTablesWhoseBooleansItSaves() {
        StreamPlan plan = StreamPlan.choose(parallelJson(), 5, true, WITH_BOOLEANS);

        assertThat(plan.reason()).contains("decode-style is raised to b").contains("shop.flags");
        assertThat(plan.reason()).doesNotContain("shop.orders");
    }

    @Test
    void parallelStreamsSayThatTruncateAndRowsBehindDefinitionsAreMissing() {
        StreamPlan plan = StreamPlan.choose(Configs.slot(SlotConfig.Stream.FAST), 6, false, PLAIN);

        assertThat(plan.blindSpots()).hasSize(2);
        assertThat(plan.blindSpots().get(0)).contains("TRUNCATE").contains("parallel");
        assertThat(plan.blindSpots().get(1))
                .contains("CREATE TEMP TABLE")
                .contains("same transaction");
    }

    @Test
    void serialStreamsOfOldServersSayTheSame() {
        StreamPlan plan =
                StreamPlan.choose(Configs.slot(SlotConfig.Stream.COMPLETE), 5, false, PLAIN);

        assertThat(plan.blindSpots()).hasSize(2).allMatch(spot -> spot.contains("older than 6.0"));
    }

    @Test
    void serialStreamsOfNewServersMissOnlyDefinitionsWithoutPublication() {
        StreamPlan plan = StreamPlan.choose(Configs.slot(SlotConfig.Stream.AUTO), 6, false, PLAIN);

        assertThat(plan.blindSpots()).singleElement().asString().contains("publication");
    }

    @Test
    void jsonOfADolphinDatabaseWithoutBooleansWarnsOfLaterOnes() {
        StreamPlan plan = StreamPlan.choose(parallelJson(), 6, true, PLAIN);

        assertThat(plan.blindSpots()).anyMatch(spot -> spot.contains("will read false"));
    }

    @Test
    void keysThatASerialStreamCannotTakeAreNamed() {
        SlotConfig slot =
                Configs.slot(
                        SlotConfig.Stream.AUTO,
                        OptionalInt.of(1),
                        Optional.of(StreamMode.Style.JSON),
                        OptionalInt.of(1));

        assertThat(StreamPlan.choose(slot, 6, false, PLAIN).reason())
                .contains("decode-style and sending-batch");
    }

    private static SlotConfig parallelJson() {
        return Configs.slot(
                SlotConfig.Stream.AUTO,
                OptionalInt.of(20),
                Optional.of(StreamMode.Style.JSON),
                OptionalInt.empty());
    }
}
