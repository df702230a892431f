package org.opengauss.reversemigration.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.opengauss.reversemigration.testbed.TargetDatabase;

/** Connections with the session settings that StatementWriter's literals are made for. */
final class WriterConnections {
    private WriterConnections() {}

    static Connection open(TargetDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.url()
                        + "&useServerPrepStmts=true&sessionVariables=sql_mode="
                        + "'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
                database.server().toolUser(),
                database.server().toolPassword());
    }
}
