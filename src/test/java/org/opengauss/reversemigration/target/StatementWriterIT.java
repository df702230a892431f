package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.testbed.TargetDatabase;

class StatementWriterIT {
    private static final TableName T = new TableName("public", "t");

    private TargetDatabase database;
    private Connection connection;
    private Catalog catalog;
    private StatementWriter writer;

    @BeforeEach
    void connect() throws SQLException {
        database = TargetDatabase.create();
        connection = WriterConnections.open(database);
        catalog =
                Catalog.open(
                        () -> WriterConnections.open(database),
                        new MappingConfig(Map.of("sales", database.name())),
                        database.name());
        writer = new StatementWriter(catalog, UnfitValue.STOP);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void severalRowsGoBehindOneHead() throws SQLException {
        run("CREATE TABLE t (id int PRIMARY KEY, a varchar(9))");
        RowShape shape = Rows.shape("id", "integer", "A", "text");
        Change first = insert(T, Rows.row(shape, "1", "x"));
        Change second = insert(T, Rows.row(shape, "2", null));
        assertThat(writer.sameInsertShape(first, second)).isTrue();
        SqlText sql = new SqlText();
        writer.insertHead(sql, first);
        writer.insertRow(sql, first);
        sql.append(',');
        writer.insertRow(sql, second);

        assertThat(run(sql.toString())).isEqualTo(2);
        assertThat(rows("SELECT id, a FROM t ORDER BY id")).containsExactly("1|x", "2|null");
    }

    @Test
    void thePrimaryKeyOfMySqlNamesTheRowEvenWhenItChanges() throws SQLException {
        run("CREATE TABLE t (a varchar(9), k2 varchar(9), k1 int unsigned, PRIMARY KEY (k2, k1))");
        run("INSERT INTO t VALUES ('x', 'Key', 4294967295), ('y', 'other', 1)");
        RowShape shape = Rows.shape("k1", "uint4", "k2", "character varying", "a", "text");
        RowShape key = Rows.shape("k1", "uint4", "k2", "character varying");
        Change update =
                new Change(
                        Operation.UPDATE,
                        T,
                        Rows.row(shape, "7", "KEY", "z"),
                        Rows.row(key, "4294967295", "Key"));

        assertThat(update(update)).isEqualTo(1);
        assertThat(rows("SELECT k1, k2, a FROM t ORDER BY k1"))
                .containsExactly("1|other|y", "7|KEY|z");
        assertThat(delete(new Change(Operation.DELETE, T, null, Rows.row(key, "7", "KEY"))))
                .isEqualTo(1);
    }

    @Test
    void oneOfSeveralEqualRowsGoesAndRowsThatOnlyLookEqualStay() throws SQLException {
        run("CREATE TABLE t (a varchar(9), f float, j json, b blob, n int) CHARACTER SET utf8mb4");
        run(
                "INSERT INTO t VALUES ('a', 0.1, '{\"x\": 1}', x'00', NULL),"
                        + " ('A', 0.1, '{\"x\": 1}', x'00', NULL),"
                        + " ('a ', 0.1, '{\"x\": 1}', x'00', NULL),"
                        + " ('a', 0.1, '{\"x\": 1}', x'00', NULL),"
                        + " ('a', 0.1, '{\"x\": 1}', x'00', 1)");
        RowShape shape =
                Rows.shape("a", "text", "f", "real", "j", "json", "b", "blob", "n", "integer");
        Row old = Rows.row(shape, "a", "0.1", "{\"x\": 1}", "00", null);

        assertThat(delete(new Change(Operation.DELETE, T, null, old))).isEqualTo(1);
        assertThat(delete(new Change(Operation.DELETE, T, null, old))).isEqualTo(1);
        assertThat(delete(new Change(Operation.DELETE, T, null, old))).isZero();
        assertThat(rows("SELECT CONCAT('<', a, '>'), n FROM t ORDER BY HEX(a), n"))
                .containsExactlyInAnyOrder("<A>|null", "<a >|null", "<a>|1");
    }

    @Test
    void aUniqueIndexOnColumnsThatCannotBeNullNamesTheRow() throws SQLException {
        run("CREATE TABLE t (id int NOT NULL, k varchar(10) NOT NULL, a text, UNIQUE u (id, k))");
        run("INSERT INTO t VALUES (1, 'k1', 'x')");
        RowShape shape = Rows.shape("id", "uint4", "k", "character varying");
        SqlText sql = new SqlText();
        writer.delete(sql, new Change(Operation.DELETE, T, null, Rows.row(shape, "1", "k1")));

        assertThat(sql.toString()).doesNotContain("LIMIT").endsWith("`id`=1 AND `k`='k1'");
        assertThat(run(sql.toString())).isEqualTo(1);
    }

    @Test
    void unchangedValuesAndTimesOfUpdateStayAsTheyAre() throws SQLException {
        run(
                "CREATE TABLE t (id int PRIMARY KEY, a int, big longtext,"
                        + " ts timestamp NULL ON UPDATE CURRENT_TIMESTAMP,"
                        + " own datetime NULL ON UPDATE CURRENT_TIMESTAMP)");
        run("INSERT INTO t VALUES (1, 1, 'big', '2001-01-01 00:00:00', '2002-02-02 00:00:00')");
        RowShape shape =
                Rows.shape(
                        "id",
                        "integer",
                        "a",
                        "integer",
                        "big",
                        "text",
                        "ts",
                        "timestamp with time zone");
        Row row = Rows.row(shape, "1", "2", Rows.UNCHANGED, "2003-03-03 00:00:00+00");
        Row key = Rows.row(Rows.shape("id", "integer"), "1");

        assertThat(update(new Change(Operation.UPDATE, T, row, key))).isEqualTo(1);
        assertThat(rows("SELECT a, big, CAST(ts AS CHAR), CAST(own AS CHAR) FROM t"))
                .containsExactly("2|big|2003-03-03 00:00:00|2002-02-02 00:00:00");
    }

    @Test
    void generatedColumnsAreLeftToMySql() throws SQLException {
        run(
                "CREATE TABLE t (a int PRIMARY KEY, b int GENERATED ALWAYS AS (a*2) STORED, c"
                        + " varchar(9) DEFAULT (concat('x')))");
        RowShape shape = Rows.shape("a", "integer", "b", "integer", "c", "text");
        Change insert = insert(T, Rows.row(shape, "4", "8", "y"));
        SqlText sql = new SqlText();
        writer.insertHead(sql, insert);
        writer.insertRow(sql, insert);

        assertThat(run(sql.toString())).isEqualTo(1);
        assertThat(
                        update(
                                new Change(
                                        Operation.UPDATE,
                                        T,
                                        Rows.row(shape, "5", "10", "z"),
                                        Rows.row(Rows.shape("a", "integer"), "4"))))
                .isEqualTo(1);
        assertThat(rows("SELECT a, b, c FROM t")).containsExactly("5|10|z");
    }

    @Test
    void overwriteMakesTheRowOfThatKeyEqual() throws SQLException {
        run("CREATE TABLE t (id int PRIMARY KEY, a int)");
        run("INSERT INTO t VALUES (1, 1), (2, 2)");
        SqlText sql = new SqlText();
        writer.overwrite(
                sql, insert(T, Rows.row(Rows.shape("id", "integer", "a", "integer"), "1", "9")));

        assertThat(run(sql.toString())).isEqualTo(1);
        assertThat(rows("SELECT id, a FROM t ORDER BY id")).containsExactly("1|9", "2|2");
    }

    @Test
    void truncateEmptiesTheTableInsideTheTransaction() throws SQLException {
        run("CREATE TABLE t (id int PRIMARY KEY)");
        run("INSERT INTO t VALUES (1), (2)");
        SqlText sql = new SqlText();
        writer.truncate(sql, T);

        assertThat(run(sql.toString())).isEqualTo(2);
    }

    @Test
    void policyNullReplacesOnlyWhatMySqlHasNoFormFor() throws SQLException {
        run("CREATE TABLE t (d double NULL, i int NULL, e double NOT NULL)");
        StatementWriter lenient = new StatementWriter(catalog, UnfitValue.NULL);
        RowShape shape = Rows.shape("d", "real", "i", "integer", "e", "real");
        SqlText sql = new SqlText();
        lenient.insertRow(sql, insert(T, Rows.row(shape, "NaN", "1", "1")));

        assertThat(sql.toString()).isEqualTo("(NULL,1,1.0)");
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(
                        () ->
                                lenient.insertRow(
                                        sql, insert(T, Rows.row(shape, "1", "99999999999", "1"))));
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(
                        () -> lenient.insertRow(sql, insert(T, Rows.row(shape, "1", "1", "NaN"))));
        assertThat(sql.toString()).as("left as it was").isEqualTo("(NULL,1,1.0)");
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(
                        () -> writer.insertRow(sql, insert(T, Rows.row(shape, "NaN", "1", "1"))))
                .withMessageContaining("apply.unfit-value: null");
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(
                        () -> writer.insertRow(sql, insert(T, Rows.row(shape, "1", "1", "NaN"))))
                .withMessageNotContaining("unfit-value");
    }

    @Test
    void whatNamesNoRowOrHoldsNullInANotNullColumnIsRefused() throws SQLException {
        run("CREATE TABLE t (id int NOT NULL, ts timestamp NOT NULL)");
        RowShape shape = Rows.shape("id", "integer", "ts", "timestamp with time zone");
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(() -> delete(new Change(Operation.DELETE, T, null, null)))
                .withMessageContaining("REPLICA IDENTITY FULL");
        assertThatExceptionOfType(UnfitRowException.class)
                .isThrownBy(
                        () ->
                                writer.insertRow(
                                        new SqlText(), insert(T, Rows.row(shape, "1", null))))
                .withMessageContaining(".t.ts")
                .withMessageContaining("NOT NULL");
    }

    @Test
    void tablesAreFoundThroughTheMappingAndWhateverTheirCase() throws SQLException {
        run("CREATE TABLE MixedCase (id int)");
        run("CREATE TABLE Twice (id int)");
        run("CREATE TABLE twice (id int)");

        assertThat(catalog.table(new TableName("public", "mixedcase")).name())
                .isEqualTo("MixedCase");
        assertThat(catalog.table(new TableName("sales", "mixedcase")).database())
                .isEqualTo(database.name());
        assertThat(catalog.table(new TableName("public", "twice")).name()).isEqualTo("twice");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> catalog.table(new TableName("public", "TWICE")))
                .withMessageContaining("several");
    }

    @Test
    void whatCannotBeATargetIsNamed() throws SQLException {
        run("CREATE TABLE m (id int) ENGINE=MyISAM");
        database.execute("CREATE VIEW v AS SELECT 1 AS id");
        run("CREATE TABLE t (id int)");

        assertRefused(new TableName("public", "m"), "ENGINE=InnoDB");
        assertRefused(new TableName("public", "v"), "view");
        assertRefused(new TableName("public", "nosuch"), database.name() + ".nosuch");
        assertRefused(new TableName("elsewhere", "t"), "elsewhere.t");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(
                        () ->
                                writer.insertHead(
                                        new SqlText(),
                                        insert(T, Rows.row(Rows.shape("new", "text"), "x"))))
                .withMessageContaining("ADD COLUMN `new`");
    }

    private void assertRefused(TableName table, String hint) {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> catalog.table(table))
                .withMessageContaining(hint);
    }

    @Test
    void aForgottenTableIsReadAgain() throws SQLException {
        run("CREATE TABLE t (id int)");
        Change change = insert(T, Rows.row(Rows.shape("id", "integer", "v", "text"), "1", "x"));
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> writer.insertHead(new SqlText(), change));
        run("ALTER TABLE t ADD COLUMN v text");
        catalog.forget(T);
        SqlText sql = new SqlText();
        writer.insertHead(sql, change);

        assertThat(sql.toString()).contains("(`id`,`v`)");
    }

    @Test
    void everyCharacterSurvivesInsertAndFindsItsRowAgain() throws SQLException {
        run("CREATE TABLE t (id int PRIMARY KEY, a longtext) CHARACTER SET utf8mb4");
        RowShape shape = Rows.shape("id", "integer", "a", "text");
        StringBuilder all = new StringBuilder();
        for (int code = 1; code <= 0x1ffff; code++) {
            if (code < 0xd800 || code > 0xdfff) {
                all.appendCodePoint(code);
            }
        }
        String[] texts = {all.toString(), "\\", "'", "\\'", "''", "\"`", "\\\\'\n\\", "\0", "😀"};
        for (int i = 0; i < texts.length; i++) {
            Change insert = insert(T, Rows.row(shape, Integer.toString(i), texts[i]));
            SqlText sql = new SqlText();
            writer.insertHead(sql, insert);
            writer.insertRow(sql, insert);
            run(sql.toString());
        }
        assertThat(rows("SELECT a FROM t ORDER BY id")).containsExactly(texts);
        run("ALTER TABLE t DROP PRIMARY KEY");
        catalog.forget(T);
        for (int i = 0; i < texts.length; i++) {
            Row old = Rows.row(shape, Integer.toString(i), texts[i]);
            assertThat(delete(new Change(Operation.DELETE, T, null, old))).isEqualTo(1);
        }
    }

    private static Change insert(TableName table, Row row) {
        return new Change(Operation.INSERT, table, row, null);
    }

    private int update(Change change) throws SQLException {
        SqlText sql = new SqlText();
        writer.update(sql, change);
        return run(sql.toString());
    }

    private int delete(Change change) throws SQLException {
        SqlText sql = new SqlText();
        writer.delete(sql, change);
        return run(sql.toString());
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}
