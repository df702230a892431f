package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.model.TableName;

/** Statement writing may have to read a table's definition first, on a connection of its own. */
final class Definitions {
    /** A call of the statement writer. */
    @FunctionalInterface
    interface Writing {
        void write() throws SQLException;
    }

    private Definitions() {}

    /** Keeps errors of that other connection apart from those of the lane's own. */
    static void read(TableName table, Writing writing) {
        try {
            writing.write();
        } catch (SQLException e) {
            throw TargetErrors.failure("cannot read the definition of the table for " + table, e);
        }
    }
}
