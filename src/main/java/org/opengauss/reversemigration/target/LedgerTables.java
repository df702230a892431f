package org.opengauss.reversemigration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opengauss.reversemigration.model.ExitCode;

/** The ledger's database and tables: their names, their definitions, and how they come to be. Immutable. */
final class LedgerTables {
    /** Privileges the tool needs there. */
    private static final String PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE, CREATE";

    /**
     * Positions are unsigned numbers, so that they compare; {@code lsn_text} shows them as openGauss does. Each table has
     * a primary key and names its engine: servers may demand the one and default to something without transactions.
     */
    private static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

    static {
        DEFINITIONS.put(
                "slot_origin",
                """
                slot VARCHAR(64) NOT NULL,
                system_identifier VARCHAR(64) NOT NULL,
                database_oid BIGINT UNSIGNED NOT NULL,
                creation_lsn BIGINT UNSIGNED NOT NULL,
                epoch BIGINT UNSIGNED NOT NULL,
                registered_at DATETIME(6) NOT NULL,
                PRIMARY KEY (slot)
                """);
        DEFINITIONS.put(
                "position",
                """
                slot VARCHAR(64) NOT NULL,
                scope VARCHAR(128) NOT NULL,
                lsn BIGINT UNSIGNED NOT NULL,
                lsn_text VARCHAR(17) GENERATED ALWAYS AS
                    (CONCAT(HEX(lsn >> 32), '/', HEX(lsn & 4294967295))) VIRTUAL,
                kind VARCHAR(5) NOT NULL,
                xid BIGINT UNSIGNED NOT NULL,
                csn BIGINT UNSIGNED NOT NULL,
                step BIGINT UNSIGNED NOT NULL,
                source_commit_time DATETIME(6) NULL,
                epoch BIGINT UNSIGNED NOT NULL,
                source_id VARCHAR(128) NOT NULL,
                PRIMARY KEY (slot, scope)
                """);
        DEFINITIONS.put(
                "dead_letter",
                """
                id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
                slot VARCHAR(64) NOT NULL,
                lsn BIGINT UNSIGNED NOT NULL,
                lsn_text VARCHAR(17) GENERATED ALWAYS AS
                    (CONCAT(HEX(lsn >> 32), '/', HEX(lsn & 4294967295))) VIRTUAL,
                kind VARCHAR(5) NOT NULL,
                xid BIGINT UNSIGNED NOT NULL,
                csn BIGINT UNSIGNED NOT NULL,
                change_number BIGINT UNSIGNED NOT NULL,
                state VARCHAR(16) NOT NULL,
                table_name VARCHAR(200) NOT NULL,
                operation VARCHAR(16) NOT NULL,
                reason TEXT NOT NULL,
                payload LONGTEXT NOT NULL,
                created_at DATETIME(6) NOT NULL,
                PRIMARY KEY (id),
                UNIQUE KEY change_of_slot (slot, lsn, kind, change_number)
                """);
    }

    private final String database;

    LedgerTables(String database) {
        this.database = database;
    }

    String position() {
        return quoted("position");
    }

    String slotOrigin() {
        return quoted("slot_origin");
    }

    String deadLetter() {
        return quoted("dead_letter");
    }

    String database() {
        return database;
    }

    private String quoted(String table) {
        return SqlText.quoted(database) + "." + SqlText.quoted(table);
    }

    boolean exist(Connection connection) throws SQLException {
        return present(connection).containsAll(DEFINITIONS.keySet());
    }

    /** Makes what is missing; sends no DDL when nothing is, so that a user without CREATE gets through. */
    boolean create(Connection connection) throws SQLException {
        Set<String> present = present(connection);
        if (present.containsAll(DEFINITIONS.keySet())) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            if (present.isEmpty() && !databaseExists(connection)) {
                statement.execute(
                        "CREATE DATABASE IF NOT EXISTS "
                                + SqlText.quoted(database)
                                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            }
            for (Map.Entry<String, String> definition : DEFINITIONS.entrySet()) {
                if (!present.contains(definition.getKey())) {
                    statement.execute(
                            "CREATE TABLE IF NOT EXISTS "
                                    + quoted(definition.getKey())
                                    + " ("
                                    + definition.getValue()
                                    + ") ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
                }
            }
        } catch (SQLException e) {
            if (TargetErrors.classOf(e) == ErrorClass.OPERATOR) {
                throw noPrivilege(connection, e);
            }
            throw e;
        }
        return true;
    }

    private TargetException noPrivilege(Connection connection, SQLException error)
            throws SQLException {
        String account = account(connection);
        return new TargetException(
                ExitCode.STOPPED,
                "cannot make the ledger in MySQL database "
                        + database
                        + ": "
                        + ErrorText.of(error)
                        + ". Run as an administrator: CREATE DATABASE IF NOT EXISTS "
                        + SqlText.quoted(database)
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin; GRANT "
                        + PRIVILEGES
                        + " ON "
                        + SqlText.quoted(database)
                        + ".* TO "
                        + account,
                error);
    }

    private static String account(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CURRENT_USER()")) {
            rows.next();
            String account = rows.getString(1);
            int at = account.lastIndexOf('@');
            return "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
        }
    }

    private Set<String> present(Connection connection) throws SQLException {
        Set<String> present = new HashSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables"
                                + " WHERE table_schema = ? AND table_name IN"
                                + " ('slot_origin', 'position', 'dead_letter')")) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    present.add(rows.getString(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return present;
    }

    private boolean databaseExists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
