package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A MySQL or MariaDB that tests write to: one that the test bed started, or one of the user's own. Thread-safe as far as
 * asking and connecting go.
 */
public interface TargetServer extends AutoCloseable {
    String host();

    int port();

    /** May do everything. */
    String adminUser();

    String adminPassword();

    /** The user the tool runs as: it has the documented privileges only (a server of the user's own: the admin). */
    String toolUser();

    String toolPassword();

    boolean isMariaDb();

    /** Parameters every connection of the tests carries, from the question mark on. */
    default String urlParameters() {
        return "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                + "&forceConnectionTimeZoneToSession=true&allowMultiQueries=true"
                + "&tinyInt1isBit=false&yearIsDateType=false&connectTimeout=10000";
    }

    /** The JDBC URL of a database, or of none if it is empty. */
    default String url(String database) {
        return "jdbc:mysql://" + host() + ":" + port() + "/" + database + urlParameters();
    }

    /** An administrator's connection; several statements may be sent at once. */
    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), adminUser(), adminPassword());
    }

    /** SIGKILL, as a crash. */
    void kill();

    /** SIGTERM, and waits for the end. */
    void stop();

    /** Starts again after {@link #kill} or {@link #stop}: same data, same port; waits until it answers. */
    void start();

    /** SIGSTOP and SIGCONT: a server that does not answer. */
    void freeze();

    void thaw();

    @Override
    void close();
}
