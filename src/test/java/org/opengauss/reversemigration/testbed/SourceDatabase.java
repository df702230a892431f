package org.opengauss.reversemigration.testbed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;

/**
 * A database of the source that belongs to one test: one of a real openGauss if {@code RM_SOURCE_URL} names it, else a
 * stand-in of its own. {@link #close} drops it with its slots. One thread.
 */
public final class SourceDatabase implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    /** The driver reports each connection here; held, or its level would be forgotten. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.opengauss");

    /** Where to connect. */
    private record Login(String host, int port, String user, String password, String database) {}

    private final Login login;
    private final Optional<StandIn> standIn;
    private final Optional<PostgresDatabase> behind;

    private SourceDatabase(
            Login login, Optional<StandIn> standIn, Optional<PostgresDatabase> behind) {
        this.login = login;
        this.standIn = standIn;
        this.behind = behind;
    }

    /** Whether tests run against a real openGauss. */
    public static boolean isReal() {
        return !ENVIRONMENT.getOrDefault("RM_SOURCE_URL", "").isEmpty();
    }

    /** A database of a server with these manners; of a real server, only their compatibility can be had. */
    public static SourceDatabase create(Manners manners) throws SQLException {
        return isReal() ? real(manners) : standIn(PostgresDatabase.create(), manners);
    }

    /** A stand-in before that database, which is dropped with it. */
    public static SourceDatabase standIn(PostgresDatabase database, Manners manners) {
        return of(database, StandIn.start(database, manners));
    }

    /** A source over a stand-in that was started otherwise, such as one that replays a recording. */
    public static SourceDatabase of(PostgresDatabase database, StandIn standIn) {
        Login login =
                new Login(
                        standIn.host(),
                        standIn.port(),
                        standIn.user(),
                        standIn.password(),
                        standIn.database());
        return new SourceDatabase(login, Optional.of(standIn), Optional.of(database));
    }

    private static SourceDatabase real(Manners manners) throws SQLException {
        ServerAddress address =
                ServerAddress.parse("RM_SOURCE_URL", ENVIRONMENT.get("RM_SOURCE_URL"), 5432);
        String name = Servers.freshName("rm");
        SourceDatabase administration =
                real(address, address.database().isEmpty() ? "postgres" : address.database());
        administration.execute(
                "CREATE DATABASE %s DBCOMPATIBILITY '%s'"
                        .formatted(name, manners.compatibility().name()));
        return real(address, name);
    }

    private static SourceDatabase real(ServerAddress address, String database) {
        Login login =
                new Login(
                        address.host(),
                        address.port(),
                        ENVIRONMENT.getOrDefault("RM_SOURCE_USER", "gaussdb"),
                        ENVIRONMENT.getOrDefault("RM_SOURCE_PASSWORD", ""),
                        database);
        return new SourceDatabase(login, Optional.empty(), Optional.empty());
    }

    public String host() {
        return login.host();
    }

    public int port() {
        return login.port();
    }

    public String user() {
        return login.user();
    }

    public String password() {
        return login.password();
    }

    public String name() {
        return login.database();
    }

    /** The gateway, for its faults; a test that needs it cannot run on a real server. */
    public StandIn standIn() {
        return standIn.orElseThrow(
                () ->
                        new IllegalStateException(
                                "this test needs the stand-in's faults; unset RM_SOURCE_URL"));
    }

    boolean isStandIn() {
        return standIn.isPresent();
    }

    /** A connection through openGauss's driver, zone UTC; statements go to the server as they are written. */
    public Connection connect() throws SQLException {
        DRIVER_LOG.setLevel(Level.WARNING);
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        properties.setProperty("preferQueryMode", "simple");
        Connection connection =
                DriverManager.getConnection(
                        "jdbc:opengauss://" + host() + ":" + port() + "/" + name(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /** Runs a script: statements one by one, each its own transaction unless the script says BEGIN. */
    public void execute(String script) throws SQLException {
        SqlScript.of(script).run(this::connect);
    }

    @Override
    public void close() throws SQLException {
        standIn.ifPresent(StandIn::close);
        if (behind.isPresent()) {
            behind.get().close();
        }
        if (standIn.isEmpty()) {
            SourceDatabase administration = real(new ServerAddress(host(), port(), ""), "postgres");
            administration.execute(
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = '"
                            + name()
                            + "'; DROP DATABASE "
                            + name());
        }
    }
}
