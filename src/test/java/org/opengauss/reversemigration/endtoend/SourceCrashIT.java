package org.opengauss.reversemigration.endtoend;

import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.PostgresServer;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** A crash of openGauss takes the slot back to its creation; what was applied already is sent again and dropped. */
class SourceCrashIT {
    @Test
    void whatTheServerSendsAgainAfterItsCrashIsNotDoubled() throws Exception {
        try (PostgresServer server = PostgresServer.launch()) {
            PostgresDatabase behind = PostgresDatabase.create(server);
            SourceDatabase source = SourceDatabase.standIn(behind, Manners.A_6_0);
            try (TwoEnds ends = new TwoEnds(source, TargetDatabase.create())) {
                crashTwice(ends.keyless("k"), server);
            }
        }
    }

    private static void crashTwice(TwoEnds ends, PostgresServer server) throws Exception {
        ToolConfig config = ends.created(ends.config());
        try (ToolProcess tool = ToolProcess.start(config)) {
            confirmed(ends, tool, "insert into k select g % 3, 1 from generate_series(1, 1000) g");
            confirmed(
                    ends, tool, "insert into k values (1, 1), (1, 1); delete from k where id = 2");
            crash(ends, server);
            ends.source().execute("insert into k values (1, 1); insert into k values (1, 1)");
            ends.awaitEqual(tool, "k");
            confirmed(ends, tool, "insert into k values (5, 5)");
            tool.kill();
        }
        ends.source().execute("insert into k values (1, 1)");
        crash(ends, server);
        ends.source().execute("insert into k values (1, 1)");
        try (ToolProcess tool = ToolProcess.start(config)) {
            ends.awaitEqual(tool, "k");
            ends.source().execute("insert into k values (6, 6)");
            ends.awaitEqual(tool, "k");
            TwoEnds.stop(tool);
        }
    }

    /** Runs this and waits until it is on MySQL and confirmed. */
    private static void confirmed(TwoEnds ends, ToolProcess tool, String sql) throws Exception {
        StandIn standIn = ends.source().standIn();
        Lsn before = standIn.confirmed(ToolConfig.SLOT);
        ends.source().execute(sql);
        ends.awaitEqual(tool, "k");
        tool.await(
                "the slot is confirmed",
                TwoEnds.PATIENCE,
                () -> standIn.confirmed(ToolConfig.SLOT).isAfter(before));
    }

    private static void crash(TwoEnds ends, PostgresServer server) throws Exception {
        ends.source().standIn().kill();
        server.kill();
        server.start();
        ends.source().standIn().restart();
    }
}
