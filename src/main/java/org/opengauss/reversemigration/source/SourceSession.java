package org.opengauss.reversemigration.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TypeNames;

/**
 * An ordinary SQL connection to openGauss: what the server is, and what its catalog says. Thread-safe: one statement at
 * a time. A broken session stays broken; open another.
 *
 * <p>Every method throws {@link SourceException}, transient where another session may do better.
 */
public final class SourceSession implements AutoCloseable {
    /** Builds one value from one row; what it returns must not be null. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record DatabaseFacts(long oid, String compatibility) {}

    private static final Duration DEFAULT_SENDER_TIMEOUT = Duration.ofSeconds(30);

    private final SourceConfig source;
    private final TableFilter filter;
    private final Connection connection;
    private final ServerVersion version;
    private final DatabaseFacts database;

    private SourceSession(SourceConfig source, TableFilter filter, Connection connection) {
        this.source = source;
        this.filter = filter;
        this.connection = connection;
        this.version =
                ServerVersion.parse(
                        one("ask for the version", "SELECT version()", row -> row.getString(1)));
        this.database =
                one(
                        "look at the database",
                        "SELECT oid, datcompatibility FROM pg_database WHERE datname = current_database()",
                        row -> new DatabaseFacts(row.getLong(1), row.getString(2)));
    }

    public static SourceSession open(SourceConfig source, SlotConfig slot) {
        TableFilter filter = TableFilter.of(slot.whiteTables());
        Connection connection = new Connector(source).ordinary("connect");
        try {
            return new SourceSession(source, filter, connection);
        } catch (RuntimeException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    private static void closeQuietly(Connection connection, RuntimeException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The whole text of {@code version()}. */
    public String version() {
        return version.text();
    }

    /** 3, 5, 6, 7...; 0 where {@link #version()} names no number. */
    public int majorVersion() {
        return version.major();
    }

    /** The database's {@code datcompatibility}: A, B, C or PG. */
    public String compatibility() {
        return database.compatibility();
    }

    public boolean hasDolphin() {
        return one(
                        "look for dolphin",
                        "SELECT count(*) FROM pg_extension WHERE extname = 'dolphin'",
                        row -> row.getLong(1))
                > 0;
    }

    /** Asks on a replication connection of its own; needs the rights that the stream needs. */
    public SourceIdentity identity() {
        return new SourceIdentity(systemIdentifier(), database.oid());
    }

    private String systemIdentifier() {
        String attempt = "ask for the system identifier (IDENTIFY_SYSTEM)";
        LinkWatch watch = new LinkWatch(Duration.ofSeconds(60), System::nanoTime);
        try (Connection replication =
                        new Connector(source).replication(attempt, Connector.APPLICATION, watch);
                Statement statement = replication.createStatement();
                ResultSet rows = statement.executeQuery("IDENTIFY_SYSTEM")) {
            if (!rows.next()) {
                throw new SQLException("no answer to IDENTIFY_SYSTEM", "08P01");
            }
            return rows.getString(1);
        } catch (SQLException e) {
            throw SourceErrors.of(attempt, source, source.port(), e);
        }
    }

    /** The replicated tables, by the white list and without openGauss's own; ordered by schema and name. */
    public List<SourceTable> tables() {
        return new SourceCatalog(this, filter).tables();
    }

    /** Sentences naming tables that the white list wants but no stream carries: unlogged, column-store, foreign. */
    public List<String> silentTables() {
        return new SourceCatalog(this, filter).silentTables();
    }

    /** Names of all types; asks this session again when it meets an oid made since. */
    public TypeNames typeNames() {
        return new CatalogTypeNames(this);
    }

    public Lsn currentLsn() {
        return one(
                "ask for the WAL position",
                "SELECT pg_current_xlog_location()",
                row -> Lsn.parse(row.getString(1)));
    }

    /** The server's {@code logical_sender_timeout}; zero = never. */
    public Duration senderTimeout() {
        return query(
                        "read logical_sender_timeout",
                        "SELECT setting FROM pg_settings WHERE name = 'logical_sender_timeout'",
                        row -> Duration.ofMillis(row.getLong(1)))
                .stream()
                .findFirst()
                .orElse(DEFAULT_SENDER_TIMEOUT);
    }

    SourceConfig source() {
        return source;
    }

    private <T> T one(String attempt, String sql, RowReader<T> reader) {
        Optional<T> row = query(attempt, sql, reader).stream().findFirst();
        return row.orElseThrow(
                () ->
                        new SourceException(
                                ExitCode.STOPPED,
                                "cannot "
                                        + attempt
                                        + " on openGauss "
                                        + SourceErrors.address(source, source.port())
                                        + ": the server returned no row for "
                                        + sql,
                                null));
    }

    /** @param attempt completes "cannot ..." in the message of a failure */
    synchronized <T> List<T> query(String attempt, String sql, RowReader<T> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw SourceErrors.of(attempt, source, source.port(), e);
        }
    }

    /** @param attempt completes "cannot ..." in the message of a failure */
    synchronized void execute(String attempt, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SourceErrors.of(attempt, source, source.port(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SourceErrors.of("close the session", source, source.port(), e);
        }
    }
}
