package org.opengauss.reversemigration.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.opengauss.Driver;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;

/** Opens connections to openGauss: ordinary ones for SQL, and those that a walsender answers. */
final class Connector {
    static final String APPLICATION = "reverse-migration";

    /** By this name dolphin's output functions know the terminal client. */
    static final String GSQL = "gsql";

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final SourceConfig source;

    Connector(SourceConfig source) {
        this.source = source;
    }

    /** A connection whose statements must answer within a minute. */
    Connection ordinary(String attempt) {
        return open(attempt, source.port(), ordinaryProperties(ANSWER));
    }

    /** A connection for a statement that may wait long; zero = for ever. */
    Connection patient(String attempt, Duration patience) {
        return open(attempt, source.port(), ordinaryProperties(patience));
    }

    /**
     * A connection for replication commands. With the thread pool on, a server takes those only at its HA port, one above
     * the ordinary one; configurations name the ordinary one, so that is tried next.
     */
    Connection replication(String attempt, String applicationName, LinkWatch watch) {
        String number = WatchedSocketFactory.register(watch);
        try {
            Properties properties = replicationProperties(applicationName, number);
            try {
                return connect(source.port(), properties);
            } catch (SQLException e) {
                if (!SourceErrors.wantsHaPort(e)) {
                    throw SourceErrors.of(attempt, source, source.port(), e);
                }
            }
            return haPort(attempt, properties);
        } finally {
            WatchedSocketFactory.forget(number);
        }
    }

    private Connection haPort(String attempt, Properties properties) {
        int port = source.port() + 1;
        try {
            return connect(port, properties);
        } catch (SQLException e) {
            throw SourceErrors.explain(
                    attempt,
                    source,
                    port,
                    e,
                    "port "
                            + source.port()
                            + " takes no replication (enable_thread_pool=on), so the HA port above it was"
                            + " tried");
        }
    }

    private Connection open(String attempt, int port, Properties properties) {
        try {
            return connect(port, properties);
        } catch (SQLException e) {
            throw SourceErrors.of(attempt, source, port, e);
        }
    }

    private Connection connect(int port, Properties properties) throws SQLException {
        // Asked directly: with DriverManager another driver on the class path might take the URL.
        Connection connection = new Driver().connect(url(port), properties);
        if (connection == null) {
            throw new SourceException(
                    ExitCode.USAGE,
                    "og_conn: the driver does not take host \""
                            + source.host()
                            + "\" and database \""
                            + source.database()
                            + "\"; check their spelling",
                    null);
        }
        return connection;
    }

    String url(int port) {
        String host = source.host();
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return "jdbc:opengauss://"
                + (bareIpv6 ? "[" + host + "]" : host)
                + ":"
                + port
                + "/"
                + URLEncoder.encode(source.database(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    Properties ordinaryProperties(Duration patience) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        // Catalog queries gain nothing from prepared statements, and proxies understand this form
        // best.
        properties.setProperty("preferQueryMode", "simple");
        addConfigured(properties);
        return properties;
    }

    /** Without assumeMinServerVersion the driver leaves "replication" out; a walsender knows no extended protocol. */
    Properties replicationProperties(String applicationName, String watchNumber) {
        Properties properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        addConfigured(properties);
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("ApplicationName", applicationName);
        // Else the driver asks "show dolphin.bit_output", which ends the connection where dolphin
        // is older than that.
        properties.setProperty("bitOutput", "bin");
        // A read time-out inside a message would lose the frame boundary; the watch keeps the time
        // instead.
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("socketFactory", WatchedSocketFactory.class.getName());
        properties.setProperty("socketFactoryArg", watchNumber);
        return properties;
    }

    private void addConfigured(Properties properties) {
        // Else the driver writes a line to stderr for every connection it makes.
        properties.setProperty("loggerLevel", "OFF");
        source.properties()
                .forEach(
                        (key, value) -> {
                            properties
                                    .keySet()
                                    .removeIf(ours -> key.equalsIgnoreCase((String) ours));
                            properties.setProperty(key, value);
                        });
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password().reveal());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s:%d/%s", source.host(), source.port(), source.database());
    }
}
