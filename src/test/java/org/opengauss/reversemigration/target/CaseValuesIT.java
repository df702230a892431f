package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opengauss.reversemigration.target.TargetFixture.at;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;
import org.opengauss.reversemigration.testbed.MySqlServer;

/** Values of every type stored by one UPDATE for many rows are those that UPDATEs one by one store. */
class CaseValuesIT {
    @ParameterizedTest
    @EnumSource
    void everyTypeSurvivesAnUpdateOfManyRows(MySqlServer.Flavour flavour) throws SQLException {
        try (MySqlServer server = MySqlServer.launch(flavour);
                TargetFixture fixture = new TargetFixture(server);
                Targets targets = fixture.targets();
                ChunkApplier applier = targets.applier(fixture.claim(targets), 0)) {
            List<SlotMessage.Content> changes = new ArrayList<>();
            Map<String, List<ValueCases.Fit>> byType = byType(server.isMariaDb());
            StringBuilder ddl = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, List<ValueCases.Fit>> type : byType.entrySet()) {
                String table = "v" + number++;
                String columns = " (id INT PRIMARY KEY, v " + type.getValue().get(0).column();
                ddl.append("CREATE TABLE ").append(table).append(columns).append(" NULL);");
                ddl.append("CREATE TABLE s_").append(table).append(columns).append(" NULL);");
                for (int i = 0; i < type.getValue().size(); i++) {
                    ddl.append("INSERT INTO " + table + " (id) VALUES (" + i + ");");
                    ddl.append("INSERT INTO s_" + table + " (id) VALUES (" + i + ");");
                    changes.add(change(table, i, type.getValue().get(i)));
                }
            }
            fixture.database.execute(ddl.toString());

            applyAll(applier, 0x200, changes);
            long lsn = 0x300;
            for (SlotMessage.Content content : changes) {
                Change change = (Change) content;
                Change single =
                        new Change(
                                Operation.UPDATE,
                                new TableName("public", "s_" + change.table().table()),
                                change.newRow(),
                                change.oldRow().orElseThrow());
                applyAll(applier, lsn++, List.of(single));
            }

            List<String> different = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                String sql = "SELECT CONCAT_WS('|', id, HEX(CAST(v AS BINARY)), v IS NULL) FROM ";
                List<String> many = fixture.query(sql + "v" + i + " ORDER BY id");
                List<String> single = fixture.query(sql + "s_v" + i + " ORDER BY id");
                if (!many.equals(single)) {
                    different.add(byType.keySet().toArray()[i] + ": " + many + " / " + single);
                }
            }
            assertThat(different).isEmpty();
            assertThat(targets.counters().snapshot().replays()).isZero();
        }
    }

    /** By column and source type: of each at least two different rows, one of them NULL. */
    private static Map<String, List<ValueCases.Fit>> byType(boolean mariaDb) {
        Map<String, List<ValueCases.Fit>> byType = new LinkedHashMap<>();
        for (ValueCases.Fit fit : ValueCases.FITTING) {
            if (!mariaDb || !ValueCases.isForMySqlOnly(fit)) {
                byType.computeIfAbsent(
                                fit.column() + " from " + fit.source(), any -> new ArrayList<>())
                        .add(fit);
            }
        }
        byType.values()
                .forEach(
                        fits ->
                                fits.add(
                                        new ValueCases.Fit(
                                                fits.get(0).column(),
                                                fits.get(0).source(),
                                                null,
                                                null)));
        return byType;
    }

    private static final Map<String, RowShape> SHAPES = new LinkedHashMap<>();

    private static Change change(String table, int id, ValueCases.Fit fit) {
        RowShape shape =
                SHAPES.computeIfAbsent(
                        fit.source(), type -> Rows.shape("id", "integer", "v", type));
        Row now = Rows.row(shape, String.valueOf(id), fit.printed());
        Row old = Rows.row(TargetFixture.KEY, String.valueOf(id));
        return new Change(Operation.UPDATE, new TableName("public", table), now, old);
    }

    private static void applyAll(
            ChunkApplier applier, long lsn, List<SlotMessage.Content> contents) {
        applier.execute(List.of(new Transaction(at(lsn), SlotMessage.NO_TIME, contents, 0)));
        applier.commit(at(lsn), SlotMessage.NO_TIME);
    }
}
