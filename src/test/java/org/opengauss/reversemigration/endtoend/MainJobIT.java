package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** The main job in one go, as a user meets it: create, start, changes, stop, start again, drop. */
class MainJobIT {
    @Test
    void changesArriveOnceAndTheCommandsAreIdempotent() throws Exception {
        try (SourceDatabase source = SourceDatabase.create(Manners.A_6_0);
                TargetDatabase target = TargetDatabase.create()) {
            source.execute("create table t (id int primary key, v varchar(100))");
            target.execute("create table t (id int primary key, v varchar(100))");
            ToolConfig config = ToolConfig.of(source, target);

            ToolProcess.Result created = ToolProcess.run(config, "create");
            assertThat(created.exitCode()).as(created.all()).isZero();
            ToolProcess.Result again = ToolProcess.run(config, "create");
            assertThat(again.exitCode()).as(again.all()).isZero();
            assertThat(again.output()).contains("already");

            source.execute("insert into t values (1, 'before the start')");
            try (ToolProcess tool = ToolProcess.start(config)) {
                source.execute(
                        "insert into t values (2, 'quote '' backslash \\'); update t set v = 'changed' where id = 1");
                source.execute(
                        "insert into t select g, 'row ' || g from generate_series(3, 1000) g; delete from t where id = 7");
                try (Connection there = source.connect();
                        Connection here = target.connect()) {
                    tool.await(
                            "both sides are equal",
                            Duration.ofSeconds(30),
                            () ->
                                    Comparison.differences(
                                                    there, "public", "t", here, target.name(), "t")
                                            .isEmpty());
                }
                ToolProcess.Result stopped = tool.stop();
                assertThat(stopped.exitCode()).as(stopped.all()).isZero();
            }
            ToolProcess.Result dropped = ToolProcess.run(config, "drop", "--yes", "--purge");
            assertThat(dropped.exitCode()).as(dropped.all()).isZero();
        }
    }
}
