package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.testbed.TargetDatabase;

/** What StatementWriter writes, a real server stores exactly; and finds again by its stored form. */
class TargetValuesIT {
    private TargetDatabase database;
    private Connection connection;
    private StatementWriter writer;
    private Catalog catalog;

    @BeforeEach
    void connect() throws SQLException {
        database = TargetDatabase.create();
        connection = open();
        catalog = Catalog.open(this::open, new MappingConfig(Map.of()), database.name());
        writer = new StatementWriter(catalog, UnfitValue.STOP);
    }

    private Connection open() throws SQLException {
        return WriterConnections.open(database);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void everyValueIsStoredAsItWasWrittenAndFoundByItsStoredForm() throws SQLException {
        List<String> wrong = new ArrayList<>();
        List<String> columnTypes = new ArrayList<>();
        for (ValueCases.Fit fit : ValueCases.FITTING) {
            if (database.server().isMariaDb() && ValueCases.isForMySqlOnly(fit)) {
                continue;
            }
            if (!columnTypes.contains(fit.column())) {
                columnTypes.add(fit.column());
                run("CREATE TABLE t" + columnTypes.size() + " (v " + nullable(fit.column()) + ")");
            }
            String table = "t" + (columnTypes.indexOf(fit.column()) + 1);
            try {
                wrong.addAll(roundTrip(table, fit));
            } catch (SQLException | RuntimeException e) {
                wrong.add(fit + ": " + e);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String nullable(String type) {
        return type + " NULL";
    }

    private List<String> roundTrip(String table, ValueCases.Fit fit) throws SQLException {
        List<String> wrong = new ArrayList<>();
        TableName name = new TableName("public", table);
        RowShape shape = Rows.shape("v", fit.source());
        Change insert = new Change(Operation.INSERT, name, Rows.row(shape, fit.printed()), null);
        SqlText sql = new SqlText();
        writer.insertHead(sql, insert);
        writer.insertRow(sql, insert);
        run("DELETE FROM " + table);
        run(sql.toString());
        String stored = read(table, fit.column());
        if (!spaced(fit, fit.stored()).equals(spaced(fit, stored))) {
            wrong.add(fit + " is stored as " + stored);
        }
        SqlText update = new SqlText();
        writer.update(
                update,
                new Change(
                        Operation.UPDATE,
                        name,
                        Rows.row(shape, fit.printed()),
                        Rows.row(shape, fit.printed())));
        if (run(update.toString()) != 1) {
            wrong.add(fit + " is not found by UPDATE: " + update);
        }
        SqlText delete = new SqlText();
        writer.delete(
                delete, new Change(Operation.DELETE, name, null, Rows.row(shape, fit.printed())));
        if (run(delete.toString()) != 1) {
            wrong.add(fit + " is not found by DELETE: " + delete);
        }
        return wrong;
    }

    /** MySQL prints JSON with blanks of its own; no MariaDB keeps the sign of a zero. */
    private String spaced(ValueCases.Fit fit, String stored) {
        boolean mariaDb = database.server().isMariaDb();
        return fit.column().equals("json")
                ? stored.replace(" ", "")
                : mariaDb && stored.equals("-0.0") ? "0.0" : stored;
    }

    private String read(String table, String columnType) throws SQLException {
        String type = columnType.replaceAll("[ (].*", "");
        String expression =
                switch (type) {
                    case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                            "HEX(v)";
                    case "bit" -> "BIN(v+0)";
                    case "point", "polygon", "linestring", "geometry", "multilinestring" ->
                            "ST_AsText(v)";
                    case "float", "double" -> "v";
                    default -> "CAST(v AS CHAR)";
                };
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT " + expression + " FROM " + table);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return switch (type) {
                case "float" -> Double.toString(row.getFloat(1));
                case "double" -> Double.toString(row.getDouble(1));
                default -> row.getString(1);
            };
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsSent() throws SQLException {
        List<String> wrong = new ArrayList<>();
        int number = 0;
        for (ValueCases.Unfit unfit : ValueCases.UNFITTING) {
            if (database.server().isMariaDb() && ValueCases.fitsMariaDb(unfit)) {
                continue;
            }
            String table = "u" + ++number;
            run("CREATE TABLE " + table + " (v " + nullable(unfit.column()) + ")");
            Change insert =
                    new Change(
                            Operation.INSERT,
                            new TableName("public", table),
                            Rows.row(Rows.shape("v", unfit.source()), unfit.printed()),
                            null);
            SqlText sql = new SqlText();
            catalog.refresh();
            try {
                writer.insertRow(sql, insert);
                wrong.add(unfit + " was written as " + sql);
            } catch (UnfitRowException e) {
                if (!e.reason().contains(unfit.reason())
                        || !e.getMessage().contains(database.name() + "." + table + ".v")) {
                    wrong.add(unfit + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
