package org.opengauss.reversemigration.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.ExitCode;

/**
 * URL and properties for Connector/J: ours, and the user's over them except where that would break exactness. Session
 * variables travel in one SET before anything else; the driver learns {@code sql_mode} only there.
 */
record DriverProperties(String url, Properties properties, String server) {
    static final String SQL_MODE =
            "STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
    static final int LOCK_WAIT_SECONDS = 4;

    /** Bounds the locks of a session whose client vanished without a word. */
    static final Duration WAIT_TIMEOUT = Duration.ofSeconds(300);

    private static final Map<String, String> SESSION =
            Map.of(
                    "sql_mode", "'" + SQL_MODE + "'",
                    "foreign_key_checks", "0",
                    "unique_checks", "1",
                    "sql_safe_updates", "0",
                    "innodb_lock_wait_timeout", String.valueOf(LOCK_WAIT_SECONDS),
                    "lock_wait_timeout", "30",
                    "wait_timeout", String.valueOf(WAIT_TIMEOUT.toSeconds()));

    /** Variables a user may not set: ours, and those that would bend values, order or durability. */
    private static final List<String> RESERVED_VARIABLES =
            List.of(
                    "autocommit",
                    "time_zone",
                    "sql_log_bin",
                    "completion_type",
                    "transaction_isolation",
                    "tx_isolation",
                    "names",
                    "character_set_client",
                    "character_set_connection",
                    "collation_connection");

    /** The only values these may have: the promise rests on them. */
    private static final Map<String, String> FIXED =
            Map.of(
                    "useAffectedRows", "false",
                    "allowMultiQueries", "true",
                    "useLocalTransactionState", "false",
                    "autoReconnect", "false",
                    "autoReconnectForPools", "false",
                    "connectionTimeZone", "UTC",
                    "serverTimezone", "UTC",
                    "forceConnectionTimeZoneToSession", "true");

    private static final Map<String, String> OURS =
            Map.ofEntries(
                    Map.entry("allowMultiQueries", "true"),
                    Map.entry("useLocalSessionState", "true"),
                    Map.entry("connectionTimeZone", "UTC"),
                    Map.entry("forceConnectionTimeZoneToSession", "true"),
                    Map.entry("tinyInt1isBit", "false"),
                    Map.entry("yearIsDateType", "false"),
                    Map.entry("emptyStringsConvertToZero", "false"),
                    Map.entry("sslMode", "PREFERRED"),
                    Map.entry("allowPublicKeyRetrieval", "true"),
                    Map.entry("connectTimeout", "10000"),
                    Map.entry("socketTimeout", "1800000"),
                    Map.entry("tcpKeepAlive", "true"));

    static DriverProperties of(TargetConfig config) {
        Properties properties = new Properties();
        OURS.forEach(properties::setProperty);
        List<String> refused = new ArrayList<>();
        config.properties()
                .forEach(
                        (name, value) -> {
                            if (isRefused(name, value)) {
                                refused.add(refusal(name));
                            } else if (!name.equals("sessionVariables")) {
                                properties.setProperty(name, value);
                            }
                        });
        if (!refused.isEmpty()) {
            refused.sort(null);
            throw new TargetException(
                    ExitCode.USAGE,
                    "mysql.properties sets what exactness depends on: "
                            + String.join("; ", refused)
                            + ". Remove these properties",
                    null);
        }
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty(
                "sessionVariables", sessionVariables(config.properties().get("sessionVariables")));
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        String server = host + ":" + config.port();
        return new DriverProperties("jdbc:mysql://" + server + "/", properties, server);
    }

    private static boolean isRefused(String name, String value) {
        String fixed = FIXED.get(name);
        if (fixed != null) {
            return !fixed.equalsIgnoreCase(value.trim());
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "user", "password" -> true;
            case "characterEncoding" -> !lower.replace("-", "").startsWith("utf8");
            case "connectionCollation" -> !lower.startsWith("utf8mb4");
            case "sessionVariables" -> namesReservedVariable(lower);
            default -> false;
        };
    }

    private static String refusal(String name) {
        String fixed = FIXED.get(name);
        if (fixed != null) {
            return name + " (must be " + fixed + ")";
        }
        return switch (name) {
            case "user", "password" -> name + " (set mysql." + name + ")";
            case "characterEncoding", "connectionCollation" -> name + " (must be utf8mb4)";
            default -> name + " (may not set " + String.join(", ", reservedVariables()) + ")";
        };
    }

    private static List<String> reservedVariables() {
        List<String> all = new ArrayList<>(RESERVED_VARIABLES);
        all.addAll(SESSION.keySet());
        all.sort(null);
        return all;
    }

    private static boolean namesReservedVariable(String lowerCaseList) {
        for (String assignment : lowerCaseList.split("[,;]")) {
            String name =
                    assignment
                            .replaceAll("=.*", "")
                            .replaceAll("^\\s*(@@)?(session\\s*\\.?|local\\s*\\.?)?", "")
                            .replace("`", "")
                            .trim();
            if (RESERVED_VARIABLES.contains(name) || SESSION.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static String sessionVariables(String users) {
        List<String> assignments = new ArrayList<>();
        SESSION.forEach((name, value) -> assignments.add(name + "=" + value));
        assignments.sort(null);
        if (users != null && !users.isBlank()) {
            assignments.add(users);
        }
        return String.join(",", assignments);
    }

    @Override
    public String toString() {
        return server;
    }
}
