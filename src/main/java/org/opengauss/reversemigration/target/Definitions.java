package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.TableName;

/** Statement writing may have to read a table's definition first, on a connection of its own. */
final class Definitions {
    /** A call of the statement writer. */
    @FunctionalInterface
    interface Writing {
        void write() throws SQLException;
    }

    /** A question whose answer may need a definition. */
    @FunctionalInterface
    interface Asking<T> {
        T answer() throws SQLException;
    }

    private Definitions() {}

    /** Keeps errors of that other connection apart from those of the lane's own. */
    static void read(TableName table, Writing writing) {
        ask(
                table,
                () -> {
                    writing.write();
                    return true;
                });
    }

    static <T> T ask(TableName table, Asking<T> asking) {
        try {
            return asking.answer();
        } catch (SQLException e) {
            throw TargetErrors.failure("cannot read the definition of the table for " + table, e);
        }
    }

    static TablePlan of(StatementWriter writer, TableName table, Row row) {
        return ask(table, () -> writer.plan(table, row));
    }

    static TargetTable target(Catalog catalog, TableName table) {
        return ask(table, () -> catalog.table(table));
    }
}
