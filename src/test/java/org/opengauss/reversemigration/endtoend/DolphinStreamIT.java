package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.testbed.EndState;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** Every MySQL type on dolphin, as a real 6.0 server sent it, leaves MySQL in the state that server was in. */
class DolphinStreamIT {
    private static final Path STREAMS = Path.of("src/test/resources/streams");
    private static final Path SCHEMA =
            Path.of("src/test/resources/captures/sql/B_dolphin_schema.sql");
    private static final Set<String> WITHOUT_IDENTITY =
            Set.of("m_nokey", "m_nothing", "m_uk", "m_uknull");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "serial,   complete, 1",
        "j-batch0, auto,     4",
        "b-batch1, fast,     4",
    })
    void endsInTheRecordedState(String recording, String stream, int decoders) throws Exception {
        PostgresDatabase behind = PostgresDatabase.create();
        StandIn standIn =
                StandIn.replay(
                        behind,
                        Manners.DOLPHIN_6_0,
                        STREAMS.resolve("dolphin-" + recording + ".gz"));
        try (SourceDatabase source = SourceDatabase.of(behind, standIn);
                TargetDatabase target = TargetDatabase.create()) {
            target.execute("drop database if exists db2"); // the script makes it
            source.execute(schemaFor(recording));
            target.execute(Files.readString(STREAMS.resolve("dolphin-target.sql")));
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("slot.stream", stream)
                            .with("slot.parallel-decode-num", decoders)
                            .with("slot.decode-style", recording.startsWith("j") ? "j" : "b")
                            .with("slot.sending-batch", recording.endsWith("batch1") ? 1 : 0)
                            .with("apply.on-conflict", "skip")
                            .with("apply.tables-without-identity", "insert-only");
            ToolProcess.Result created = ToolProcess.run(config, "create");
            assertThat(created.exitCode()).as(created.all()).isZero();
            try (ToolProcess tool = ToolProcess.start(config);
                    Connection mysql = target.connect()) {
                Map<String, String> databases = Map.of("public", target.name(), "db2", "db2");
                EndState recorded = EndState.read(STREAMS.resolve("dolphin-end-state.txt"));
                List<String> expected = expectedDifferences(recording);
                tool.await(
                        "MySQL differs from the recorded state in what no stream could bring, and in nothing else",
                        Duration.ofSeconds(60),
                        () ->
                                recorded.differences(mysql, databases, WITHOUT_IDENTITY)
                                        .equals(expected));
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
                assertThat(stopped.all())
                        .contains("insert-only, because they have no replica identity")
                        .contains("public.m_nokey, public.m_nothing, public.m_uk, public.m_uknull");
            }
        }
    }

    /**
     * What MySQL cannot hold (the tool skipped it, as told), or what the server did not send: a truncated partition in any
     * mode, TRUNCATE in the parallel ones, and true booleans in those that print them all false.
     */
    private static List<String> expectedDifferences(String recording) {
        List<String> expected = new ArrayList<>();
        expected.add("m_range: too many on MySQL (1): 1\t2024-06-06\tz");
        if (!recording.equals("serial")) {
            expected.add("m_trunc1: missing on MySQL (1): 1\t5");
            expected.add("m_trunc1: too many on MySQL (1): 1\t1");
            expected.add("m_trunc1: too many on MySQL (1): 2\t2");
            expected.add("m_trunc2: too many on MySQL (1): 1");
        }
        if (!recording.startsWith("b")) {
            expected.add("ty_bool: missing on MySQL (1): 3\t1");
            expected.add("ty_bool: missing on MySQL (1): 99\t1");
            expected.add("ty_bool: too many on MySQL (1): 3\t0");
            expected.add("ty_bool: too many on MySQL (1): 99\t0");
        }
        expected.add("ty_enum: missing on MySQL (1): 50\t"); // not a member
        expected.add("ty_fltnan: missing on MySQL (1): 2\tInfinity");
        expected.add("ty_fltnan: missing on MySQL (1): 99\tNaN");
        expected.add("ty_fltnan: too many on MySQL (1): 99\t\\N");
        expected.add("ty_mediumint: missing on MySQL (1): 3\t16777215"); // an integer on dolphin
        expected.add("ty_nvarchar: missing on MySQL (1): 99\tn表😀"); // utf8mb3 on MySQL
        expected.add("ty_nvarchar: too many on MySQL (1): 99\t\\N");
        return expected;
    }

    /** JSON is asked for only where no table has booleans, so for that recording they are declared as what MySQL has. */
    private static String schemaFor(String recording) throws IOException {
        String schema = Files.readString(SCHEMA);
        return recording.startsWith("j") ? schema.replace("v bool", "v tinyint") : schema;
    }
}
