package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** A {@code config.yaml} written for the original tool starts and replicates as it is. */
class OriginalConfigIT {
    @ParameterizedTest(name = "runnable_num {0}, dolphin {1}")
    @CsvSource({"1, false", "20, false", "20, true"})
    void startsAndReplicates(int writers, boolean dolphin) throws Exception {
        try (SourceDatabase source =
                        SourceDatabase.create(dolphin ? Manners.DOLPHIN_6_0 : Manners.A_5_0);
                TargetDatabase target = TargetDatabase.create()) {
            source.execute("create table flags (id int primary key, v varchar(20), flag boolean)");
            target.execute(
                    "create table flags (id int primary key, v varchar(20), flag tinyint(1))");
            ToolConfig config = ToolConfig.of(source, target).withYaml(originalKeys(writers));
            ToolProcess.Result created = ToolProcess.run(config, "create");
            assertThat(created.exitCode()).as(created.all()).isZero();
            // the original knows no other command line than this
            try (ToolProcess tool = ToolProcess.start(config);
                    Connection there = source.connect();
                    Connection here = target.connect()) {
                source.execute(
                        "insert into flags select g, 'row ' || g, g % 2 = 0 from generate_series(1, 200) g;"
                                + " update flags set flag = not flag where id <= 50; delete from flags where id > 190");
                tool.await(
                        "both sides are equal",
                        Duration.ofSeconds(60),
                        () ->
                                Comparison.differences(
                                                there,
                                                "public",
                                                "flags",
                                                here,
                                                target.name(),
                                                "flags")
                                        .isEmpty());
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
                if (dolphin) {
                    assertThat(stopped.all()).contains("raised to b").contains("public.flags");
                } else {
                    assertThat(stopped.all())
                            .contains("decode-style=j")
                            .doesNotContain("raised to b");
                }
            }
        }
    }

    /** The keys of the original's manual beside host, port, user, password and database of both ends. */
    private static String originalKeys(int writers) {
        return """
        og_conn:
          charset: utf8
          driver: org.postgresql.Driver
          ASSUME_MIN_SERVER_VERSION: "9.4"
          REPLICATION: database
          PREFER_QUERY_MODE: simple
        slot:
          include-xids: "true"
          skip-empty-xacts: "true"
          waitLSN: ""
          parallel-decode-num: 20
          white-table-list: public.flags
          standby-connection: "false"
          decode-style: j
          decoding: mppdb_decoding
          runnable_num: %d
        mysql:
          driver: com.mysql.cj.jdbc.Driver
        """
                .formatted(writers);
    }
}
