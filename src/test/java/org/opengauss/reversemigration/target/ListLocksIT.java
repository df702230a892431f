package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opengauss.reversemigration.target.TargetFixture.WHOLE;
import static org.opengauss.reversemigration.target.TargetFixture.applyAll;
import static org.opengauss.reversemigration.target.TargetFixture.transaction;
import static org.opengauss.reversemigration.target.TargetFixture.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.testbed.MySqlServer;

/** Statements for many rows lock those rows only, however small MySQL takes the table to be. */
class ListLocksIT {
    private static final int ROWS = 200;
    private static final int LISTED = 100;
    private static final RowShape PAIR =
            Rows.shape("a", "integer", "b", "integer", "u", "character varying");
    private static final RowShape PAIR_KEY = Rows.shape("a", "integer", "b", "integer");
    private static final RowShape WORD = Rows.shape("k", "character varying", "u", "text");
    private static final RowShape WORD_KEY = Rows.shape("k", "character varying");

    @ParameterizedTest
    @EnumSource
    void foreignTransactionOnAnotherRowDoesNotBlock(MySqlServer.Flavour flavour)
            throws SQLException {
        try (MySqlServer server = MySqlServer.launch(flavour);
                TargetFixture fixture = new TargetFixture(server);
                Targets targets = fixture.targets();
                ChunkApplier applier = targets.applier(fixture.claim(targets), 0)) {
            fixture.database.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(40));"
                            + "CREATE TABLE s (id INT NOT NULL, u VARCHAR(40), UNIQUE un (id));"
                            + "CREATE TABLE p (a INT, b INT, u VARCHAR(40), PRIMARY KEY (a, b));"
                            + "CREATE TABLE w (k VARCHAR(20) PRIMARY KEY, u VARCHAR(40))");
            fixture.database.execute(
                    fill("t", "%1$d, 'x'")
                            + fill("s", "%1$d, 'x'")
                            + fill("p", "%1$d, 7, 'x'")
                            + fill("w", "'k%1$d', 'x'"));
            try (Connection other = fixture.database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE t SET u = 'held' WHERE id = 150");
                statement.execute("UPDATE s SET u = 'held' WHERE id = 150");
                statement.execute("UPDATE p SET u = 'held' WHERE a = 150");
                statement.execute("UPDATE w SET u = 'held' WHERE k = 'k150'");

                long lsn = 0x200;
                for (List<IntFunction<Change>> forms : forms()) {
                    for (IntFunction<Change> form : forms) {
                        List<SlotMessage.Content> changes = new ArrayList<>();
                        for (int i = 0; i < LISTED; i++) {
                            changes.add(form.apply(i));
                        }
                        lsn += 0x100;
                        applyAll(
                                applier,
                                transaction(lsn, changes.toArray(SlotMessage.Content[]::new)));
                    }
                }
                other.rollback();
            }
            for (String table : List.of("t", "s", "p", "w")) {
                assertThat(fixture.query("SELECT COUNT(*) FROM " + table))
                        .containsExactly(String.valueOf(ROWS - LISTED));
            }
        }
    }

    /** For each table UPDATEs, then DELETEs, of the first rows. */
    private static List<List<IntFunction<Change>>> forms() {
        return List.of(
                List.of(i -> update("" + i, "" + i, "u" + i), i -> TargetFixture.delete("" + i)),
                List.of(
                        i -> change("s", Rows.row(WHOLE, "" + i, "u" + i), key(i)),
                        i -> change("s", null, key(i))),
                List.of(
                        i -> change("p", Rows.row(PAIR, "" + i, "7", "u" + i), pair(i)),
                        i -> change("p", null, pair(i))),
                List.of(
                        i -> change("w", Rows.row(WORD, "k" + i, "u" + i), word(i)),
                        i -> change("w", null, word(i))));
    }

    private static Row key(int i) {
        return Rows.row(TargetFixture.KEY, "" + i);
    }

    private static Row pair(int i) {
        return Rows.row(PAIR_KEY, "" + i, "7");
    }

    private static Row word(int i) {
        return Rows.row(WORD_KEY, "k" + i);
    }

    private static Change change(String table, Row now, Row old) {
        return new Change(
                now == null ? Operation.DELETE : Operation.UPDATE,
                new TableName("public", table),
                now,
                old);
    }

    private static String fill(String table, String row) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add("(" + String.format(row, i) + ")");
        }
        return "INSERT INTO " + table + " VALUES " + String.join(",", rows) + ";";
    }
}
