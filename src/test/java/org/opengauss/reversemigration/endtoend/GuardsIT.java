package org.opengauss.reversemigration.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** A start whose slot and ledger do not belong together stops and says so; two instances never both apply. */
class GuardsIT {
    private TwoEnds ends;
    private ToolConfig config;

    /** Both sides hold one row that came through the tool, and the slot is confirmed. */
    @BeforeEach
    void replicateOneRow() throws Exception {
        ends = TwoEnds.create(Manners.A_6_0).keyless("k");
        config = ends.created(ends.config());
        replicate("insert into k values (1, 1)");
    }

    @AfterEach
    void dropEnds() throws Exception {
        ends.close();
    }

    private void replicate(String sql, String... arguments) throws Exception {
        try (ToolProcess tool = ToolProcess.start(config, arguments)) {
            ends.source().execute(sql);
            ends.awaitEqual(tool, "k");
            TwoEnds.stop(tool);
        }
    }

    private void refused(int exitCode, String... texts) {
        Refusal.of(config, "start").with(exitCode, texts);
    }

    @Test
    void aSlotMadeAgainUnderItsNameIsNoticed() throws Exception {
        ends.source().execute("select pg_drop_replication_slot('og2my')");
        refused(4, "is gone from openGauss", "drop --purge and create");
        Refusal.of(config, "create").with(4, "is gone", "bytes of WAL");
        ends.source()
                .execute(
                        "insert into k values (2, 2);"
                                + " select * from pg_create_logical_replication_slot('og2my', 'mppdb_decoding')");
        refused(4, "bytes of WAL were never seen", "--accept-gap");
        Refusal.of(config, "create").with(4, "bytes of WAL were never seen");

        ends.target().execute("insert into k values (2, 2)"); // what a resync does
        replicate("insert into k values (3, 3)", "--accept-gap");
        replicate("insert into k values (4, 4)"); // the gap was accepted once and for all
    }

    @Test
    void aMySqlRestoredToAnEarlierStateIsNoticed() throws Exception {
        String position = ends.target().ledgerDatabase() + ".position";
        ends.target()
                .execute(
                        "create table kept select * from %s; create table kept_k select * from k"
                                .formatted(position));
        replicate("insert into k values (2, 2)");
        ends.target()
                .execute(
                        "update %1$s p join kept q using (slot, scope) set p.lsn = q.lsn, p.kind = q.kind, p.xid = q.xid, p.csn = q.csn; delete from k; insert into k select * from kept_k; drop table kept, kept_k"
                                .formatted(position));
        refused(4, "restored to an earlier state", "bytes of WAL were never seen");
        try (Connection here = ends.target().connect()) {
            assertThat(TwoEnds.row(here, "select count(*) from k")).isEqualTo("1;");
        }
    }

    @Test
    void anotherSourceIsNoticed() throws Exception {
        ends.target()
                .execute(
                        "update %s.slot_origin set system_identifier = '1'"
                                .formatted(ends.target().ledgerDatabase()));
        refused(4, "is not the one the ledger was written for");
        Refusal.of(config, "create").with(4, "of another openGauss");
    }

    @Test
    void aSlotOfAnotherDatabaseIsNotOurs() throws Exception {
        try (TwoEnds other = TwoEnds.create(Manners.A_6_0)) {
            String database = other.source().name();
            config =
                    config.with("og_conn.database", database)
                            .with("og_conn.port", other.source().port());
            refused(2, "belongs to database \"" + ends.source().name() + "\"");
        }
    }

    @Test
    void aMissingLedgerIsNoticed() throws Exception {
        ends.target().execute("drop database " + ends.target().ledgerDatabase());
        refused(4, "ledger on MySQL knows nothing of slot", "reverse-migration create");
    }

    @Test
    void waitLsnStopsAboveTheLedgerAndIsIgnoredBelow() throws Exception {
        ToolConfig plain = config;
        config = plain.with("slot.waitLSN", "FFF/0");
        refused(4, "slot.waitLSN FFF/0 is above the last applied position", "--accept-gap");
        config = plain.with("slot.waitLSN", "0/1");
        replicate("insert into k values (2, 2)");

        ends.source().execute("insert into k values (100, 100)");
        String now;
        try (Connection there = ends.source().connect()) {
            now = TwoEnds.row(there, "select pg_current_xlog_location()").replace(";", "");
        }
        config = plain.with("slot.waitLSN", now);
        ends.target().execute("insert into k values (100, 100)"); // what a resync does
        replicate("insert into k values (3, 3)", "--accept-gap");
        config = plain;
        replicate("insert into k values (4, 4)");
    }

    @Test
    void aSlotInUseIsNotTaken() throws Exception {
        try (ToolProcess first = ToolProcess.start(config)) {
            first.awaitWritten("stream", TwoEnds.PATIENCE);
            ends.source().execute("insert into k values (2, 2)");
            ends.awaitEqual(first, "k");
            refused(5, "slot \"og2my\"", "in use by pid", "reverse-migration:og2my");
            Refusal.of(config, "drop", "--yes").with(5, "in use by pid");
            ends.source().execute("insert into k values (3, 3)");
            ends.awaitEqual(first, "k");
            TwoEnds.stop(first);
        }
    }

    @Test
    void aSecondInstanceFencesTheFirst() throws Exception {
        try (ToolProcess first = ToolProcess.start(config)) {
            ends.source().execute("insert into k values (2, 2)");
            ends.awaitEqual(first, "k");
            first.freeze();
            ends.source().execute("insert into k values (3, 3)");
            ends.source().standIn().faults().resetStreams();
            try (ToolProcess second = ToolProcess.start(config)) {
                ends.awaitEqual(second, "k");
                first.thaw();
                ToolProcess.Result fenced = first.awaitEnd(Duration.ofSeconds(30));
                assertThat(fenced.exitCode()).as(fenced.all()).isEqualTo(5);
                assertThat(Refusal.errors(fenced.all()))
                        .singleElement()
                        .asString()
                        .contains("another instance has claimed slot");
                ends.source().execute("insert into k values (4, 4)");
                ends.awaitEqual(second, "k");
                TwoEnds.stop(second);
            }
        }
        ends.assertEqual("k");
        try (Connection here = ends.target().connect()) {
            assertThat(List.of(TwoEnds.row(here, "select id from k order by id")))
                    .containsExactly("1;2;3;4;");
        }
    }
}
