package org.opengauss.reversemigration.testbed;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers that all tests of this JVM share: each is started when it is first asked for and ended with the JVM. Tests
 * that kill or freeze a server start their own instead. Thread-safe.
 */
public final class Servers {
    private static final Map<String, String> ENVIRONMENT = System.getenv();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    private static final class Target {
        static final TargetServer SERVER =
                ExternalTarget.isNamed(ENVIRONMENT)
                        ? new ExternalTarget(ENVIRONMENT)
                        : MySqlServer.launch(targetFlavour());
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.launch();
    }

    /** The target: {@code RM_TARGET_URL}'s server, or MySQL, or with {@code RM_TARGET=mariadb} MariaDB. */
    public static TargetServer target() {
        return Target.SERVER;
    }

    /** The PostgreSQL behind the openGauss stand-in. */
    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    /** What a test's own target is: MySQL, or MariaDB where it was asked for or nothing else is there. */
    public static MySqlServer.Flavour targetFlavour() {
        String asked = ENVIRONMENT.getOrDefault("RM_TARGET", "");
        return switch (asked) {
            case "mysql" -> MySqlServer.Flavour.MYSQL;
            case "mariadb" -> MySqlServer.Flavour.MARIADB;
            case "" ->
                    MySqlServer.Flavour.MYSQL.isInstalled()
                                    || !MySqlServer.Flavour.MARIADB.isInstalled()
                            ? MySqlServer.Flavour.MYSQL
                            : MySqlServer.Flavour.MARIADB;
            default ->
                    throw new IllegalArgumentException(
                            "RM_TARGET must be mysql or mariadb: " + asked);
        };
    }

    /** A database name that nothing else in this JVM uses; on a server of the user's own, not even an earlier run. */
    static String freshName(String prefix) {
        return prefix + "_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    }
}
