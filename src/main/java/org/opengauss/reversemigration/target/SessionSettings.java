package org.opengauss.reversemigration.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opengauss.reversemigration.model.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session variables as the server has them after we set them: a proxy or an init script may have had other ideas. */
record SessionSettings(long maxAllowedPacket) {
    private static final Logger log = LoggerFactory.getLogger(SessionSettings.class);

    private static final String ASKED =
            String.join(
                    "','",
                    "sql_mode",
                    "foreign_key_checks",
                    "unique_checks",
                    "time_zone",
                    "autocommit",
                    "transaction_isolation",
                    "tx_isolation",
                    "innodb_snapshot_isolation",
                    "explicit_defaults_for_timestamp",
                    "character_set_client",
                    "character_set_connection",
                    "completion_type",
                    "sql_log_bin",
                    "max_allowed_packet");

    private static final List<String> WANTED_MODES =
            Arrays.asList(DriverProperties.SQL_MODE.split(","));

    /** Modes that would bend values or change how our literals are read. */
    private static final List<String> HARMFUL_MODES =
            List.of(
                    "NO_ZERO_DATE",
                    "NO_ZERO_IN_DATE",
                    "NO_BACKSLASH_ESCAPES",
                    "ANSI_QUOTES",
                    "IGNORE_BAD_TABLE_OPTIONS",
                    "TIME_TRUNCATE_FRACTIONAL",
                    "EMPTY_STRING_IS_NULL");

    static SessionSettings readBack(Statement statement, String server) throws SQLException {
        Map<String, String> actual = read(statement);
        adjustWhereTheServerKnowsThem(statement, actual);
        require(server, actual, "foreign_key_checks", "OFF");
        require(server, actual, "unique_checks", "ON");
        require(server, actual, "time_zone", "+00:00");
        require(server, actual, "autocommit", "OFF");
        require(server, actual, "character_set_client", "UTF8MB4");
        require(server, actual, "character_set_connection", "UTF8MB4");
        require(server, actual, "completion_type", "NO_CHAIN");
        require(
                server,
                actual,
                actual.containsKey("transaction_isolation")
                        ? "transaction_isolation"
                        : "tx_isolation",
                "READ-COMMITTED");
        requireModes(server, actual.getOrDefault("sql_mode", ""));
        if ("OFF".equals(actual.get("sql_log_bin"))) {
            throw refused(server, "sql_log_bin", "OFF", "ON");
        }
        return new SessionSettings(Long.parseLong(actual.get("max_allowed_packet")));
    }

    private static Map<String, String> read(Statement statement) throws SQLException {
        Map<String, String> actual = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "SHOW SESSION VARIABLES WHERE Variable_name IN ('" + ASKED + "')")) {
            while (rows.next()) {
                actual.put(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        rows.getString(2).toUpperCase(Locale.ROOT));
            }
        }
        return actual;
    }

    /** Variables that not every version has, or lets a session set. */
    private static void adjustWhereTheServerKnowsThem(
            Statement statement, Map<String, String> actual) throws SQLException {
        if ("ON".equals(actual.get("innodb_snapshot_isolation"))) {
            statement.execute("SET SESSION innodb_snapshot_isolation = 0");
        }
        if ("OFF".equals(actual.get("explicit_defaults_for_timestamp"))) {
            try {
                statement.execute("SET SESSION explicit_defaults_for_timestamp = 1");
            } catch (SQLException e) {
                log.warn(
                        "explicit_defaults_for_timestamp is OFF on MySQL and cannot be changed ({}):"
                                + " a NULL for a TIMESTAMP NOT NULL column becomes the current time",
                        ErrorText.of(e));
            }
        }
    }

    private static void require(
            String server, Map<String, String> actual, String variable, String wanted) {
        String value = actual.get(variable);
        if (!wanted.equals(value)) {
            throw refused(server, variable, String.valueOf(value), wanted);
        }
    }

    private static void requireModes(String server, String actual) {
        List<String> modes = Arrays.asList(actual.split(","));
        for (String wanted : WANTED_MODES) {
            if (!modes.contains(wanted)) {
                throw refused(server, "sql_mode", actual, "a list with " + wanted);
            }
        }
        for (String harmful : HARMFUL_MODES) {
            if (modes.contains(harmful)) {
                throw refused(server, "sql_mode", actual, "a list without " + harmful);
            }
        }
    }

    private static TargetException refused(
            String server, String variable, String actual, String wanted) {
        return new TargetException(
                ExitCode.STOPPED,
                "MySQL at "
                        + server
                        + " has session variable "
                        + variable
                        + " = "
                        + actual
                        + " after it was set to "
                        + wanted
                        + "; is there a proxy or an init_connect between? Changes cannot be applied"
                        + " exactly that way",
                null);
    }
}
