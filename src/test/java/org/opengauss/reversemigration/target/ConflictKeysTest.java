package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

class ConflictKeysTest {
    private static final TableName T = new TableName("public", "t");
    private static final RowShape WHOLE = Rows.shape("id", "integer", "u", "text", "w", "text");
    private static final RowShape KEY = Rows.shape("id", "integer");
    private static final List<TargetColumn> COLUMNS =
            List.of(
                    Tables.column("id", "int"),
                    Tables.column("u", "varchar(20)"),
                    Tables.column("w", "varchar(20)"));

    private final KeyList keys = new KeyList();

    private ConflictKeys of(TargetTable... tables) {
        return new ConflictKeys(
                Catalog.of(
                        new TargetServer("9.7.4", false),
                        new MappingConfig(Map.of("other", Tables.DATABASE)),
                        Tables.DATABASE,
                        List.of(tables)));
    }

    private static TargetTable table(String... indexes) {
        return Tables.table("t", COLUMNS, indexes);
    }

    private static Change insert(String... values) {
        return new Change(Operation.INSERT, T, Rows.row(WHOLE, values), null);
    }

    private static Change update(Row old, String... values) {
        return new Change(Operation.UPDATE, T, Rows.row(WHOLE, values), old);
    }

    private static Row key(String id) {
        return Rows.row(KEY, id);
    }

    private int count(ConflictKeys conflicts, Change change) {
        conflicts.of(change, keys);
        assertThat(keys.table()).isEqualTo(conflicts.table(T));
        return keys.isWholeTable() ? -1 : keys.size();
    }

    @Test
    void aKeyForEachIndexThatHoldsTheRow() {
        ConflictKeys conflicts = of(table("PRIMARY(id)", "u(u)", "uw(u,w)"));
        assertThat(count(conflicts, insert("1", "a", "b"))).isEqualTo(3);
        assertThat(count(conflicts, insert("1", "a", null))).isEqualTo(2);
        assertThat(count(conflicts, insert("1", null, null))).isEqualTo(1);
    }

    @Test
    void bothImagesOfAnUpdateCount() {
        ConflictKeys conflicts = of(table("PRIMARY(id)", "u(u)"));
        assertThat(count(conflicts, update(key("1"), "1", "a", "b"))).isEqualTo(2);
        assertThat(count(conflicts, update(key("1"), "2", "a", "b"))).isEqualTo(3);
        assertThat(count(conflicts, update(Rows.row(WHOLE, "1", "A ", "b"), "1", "a", "b")))
                .isEqualTo(2);
        assertThat(count(conflicts, update(Rows.row(WHOLE, "1", "x", "b"), "1", "a", "b")))
                .isEqualTo(3);
    }

    @Test
    void changesOfOneRowShareAKey() {
        ConflictKeys conflicts = of(table("PRIMARY(id)"));
        conflicts.of(insert("7", "a", "b"), keys);
        long inserted = keys.get(0);
        conflicts.of(new Change(Operation.DELETE, T, null, key("7")), keys);
        assertThat(keys.get(0)).isEqualTo(inserted);
        conflicts.of(new Change(Operation.DELETE, T, null, key("8")), keys);
        assertThat(keys.get(0)).isNotEqualTo(inserted);
    }

    @Test
    void withoutAKeyARowConflictsWithTheTable() {
        assertThat(count(of(table()), insert("1", "a", "b"))).isEqualTo(-1);
        ConflictKeys nullable = of(table("u(u)", "w(w)"));
        assertThat(count(nullable, insert("1", null, null))).isEqualTo(-1);
        assertThat(count(nullable, insert("1", null, "x"))).isEqualTo(1);
        assertThat(count(nullable, update(key("1"), "1", "a", "b"))).isEqualTo(-1);
    }

    @Test
    void withoutOldRowAChangeConflictsWithTheTable() {
        ConflictKeys conflicts = of(table("PRIMARY(id)"));
        assertThat(count(conflicts, update(null, "1", "a", "b"))).isEqualTo(-1);
        assertThat(count(conflicts, new Change(Operation.DELETE, T, null, null))).isEqualTo(-1);
    }

    @Test
    void anUnknownUniqueValueConflictsWithTheTable() {
        ConflictKeys conflicts = of(table("PRIMARY(id)", "uw(u,w)"));
        assertThat(count(conflicts, update(key("1"), "1", Rows.UNCHANGED, "b"))).isEqualTo(-1);
        assertThat(count(conflicts, update(key("1"), "1", Rows.UNCHANGED, null))).isEqualTo(1);
        assertThat(count(conflicts, insert("1", "stra\u00dfe", "b"))).isEqualTo(-1);
    }

    @Test
    void anIndexThatCannotBeHashedMakesEveryRowConflict() {
        assertThat(count(of(table("PRIMARY(id)", "f(?)")), insert("1", "a", "b"))).isEqualTo(-1);
        TargetTable generated =
                Tables.table(
                        "t",
                        List.of(
                                Tables.column("id", "int"),
                                Tables.column("u", "varchar(20)"),
                                Tables.column("w", "varchar(20)"),
                                Tables.column("g", "int generated")),
                        "PRIMARY(id)",
                        "g(g)");
        assertThat(count(of(generated), insert("1", "a", "b"))).isEqualTo(-1);
    }

    @Test
    void aUniqueColumnThatTheSourceLacksIsMySqlsOwn() {
        List<TargetColumn> more = new java.util.ArrayList<>(COLUMNS);
        more.add(Tables.column("extra", "int"));
        ConflictKeys defaulted = of(Tables.table("t", more, "PRIMARY(id)", "e(extra,u)"));
        assertThat(count(defaulted, insert("1", "a", "b"))).isEqualTo(-1);
        assertThat(count(defaulted, new Change(Operation.DELETE, T, null, key("1")))).isEqualTo(1);
        more.set(3, Tables.column("extra", "int auto_increment"));
        ConflictKeys numbered = of(Tables.table("t", more, "PRIMARY(extra)", "u(u)"));
        assertThat(count(numbered, insert("1", "a", "b"))).isEqualTo(1);
    }

    @Test
    void aTableThatIsNotThereKeepsItsId() {
        ConflictKeys without = of();
        assertThat(count(without, insert("1", "a", "b"))).isEqualTo(-1);
        assertThat(without.table(T)).isEqualTo(of(table("PRIMARY(id)")).table(T));
        TargetTable narrow = Tables.table("t", List.of(Tables.column("id", "int")), "PRIMARY(id)");
        assertThat(count(of(narrow), insert("1", "a", "b"))).isEqualTo(-1);
    }

    @Test
    void sourceTablesOfOneMySqlTableShareIdAndKeys() {
        ConflictKeys conflicts = of(table("PRIMARY(id)"));
        TableName other = new TableName("other", "T");
        assertThat(conflicts.table(other)).isEqualTo(conflicts.table(T));
        assertThat(conflicts.table(new TableName("public", "o"))).isNotEqualTo(conflicts.table(T));
        conflicts.of(insert("7", "a", "b"), keys);
        long ours = keys.get(0);
        conflicts.of(
                new Change(Operation.INSERT, other, Rows.row(WHOLE, "7", "c", "d"), null), keys);
        assertThat(keys.get(0)).isEqualTo(ours);
    }
}
