package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** What a real 6.0 server sent for 25,000 sysbench transactions leaves MySQL in the state that server was in. */
class SysbenchStreamIT {
    private static final Path STREAMS = Path.of("src/test/resources/streams");
    private static final int TABLES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest(name = "{0}, {4} writers")
    @CsvSource({
        "serial,   complete, 1, j, 4",
        "j-batch0, auto,     4, j, 1",
        "b-batch1, fast,     4, b, 4",
    })
    void endsInTheRecordedState(
            String recording, String stream, int decoders, String style, int writers)
            throws Exception {
        PostgresDatabase behind = PostgresDatabase.create();
        StandIn standIn =
                StandIn.replay(
                        behind, Manners.A_6_0, STREAMS.resolve("sysbench-" + recording + ".gz"));
        try (SourceDatabase source = SourceDatabase.of(behind, standIn);
                TargetDatabase target = TargetDatabase.create()) {
            for (int table = 1; table <= TABLES; table++) {
                String columns =
                        "sbtest"
                                + table
                                + " (id int primary key, k int not null default 0,"
                                + " c char(120) not null default '', pad char(60) not null default ''";
                source.execute("create table " + columns + ")");
                target.execute("create table " + columns + ", key k_" + table + " (k))");
            }
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("slot.stream", stream)
                            .with("slot.parallel-decode-num", decoders)
                            .with("slot.decode-style", style)
                            .with("slot.sending-batch", recording.endsWith("batch1") ? 1 : 0)
                            .with("apply.writers", writers);
            assertThat(ToolProcess.run(config, "create").exitCode()).isZero();
            List<String> expected = Files.readAllLines(STREAMS.resolve("sysbench-end-state.csv"));
            try (ToolProcess tool = ToolProcess.start(config);
                    Connection mysql = target.connect()) {
                String lastTable = expected.get(TABLES).split(",")[0];
                tool.await(
                        "the last table is as recorded",
                        PATIENCE,
                        () -> stateOf(mysql, lastTable).equals(expected.get(TABLES)));
                List<String> actual = new ArrayList<>();
                for (String line : expected.subList(1, expected.size())) {
                    actual.add(stateOf(mysql, line.split(",")[0]));
                }
                assertThat(tool.stop().exitCode()).isZero();
                assertThat(actual).isEqualTo(expected.subList(1, expected.size()));
            }
        }
    }

    /** As the recording's end state has it: {@code table,rows,sum_id,sum_k,md5}. */
    private static String stateOf(Connection mysql, String table) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        long rows = 0;
        long ids = 0;
        long ks = 0;
        try (Statement statement = mysql.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select id, k, c, pad from " + table + " order by id")) {
            while (row.next()) {
                String text =
                        row.getLong(1)
                                + ","
                                + row.getLong(2)
                                + ","
                                + row.getString(3)
                                + ","
                                + row.getString(4);
                digest.update(((rows == 0 ? "" : ";") + text).getBytes(StandardCharsets.UTF_8));
                rows++;
                ids += row.getLong(1);
                ks += row.getLong(2);
            }
        }
        String md5 = String.format("%032x", new BigInteger(1, digest.digest()));
        return table + "," + rows + "," + ids + "," + ks + "," + md5;
    }
}
