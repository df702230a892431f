package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.TableName;

/**
 * The MySQL tables that source tables map to, read from {@code information_schema} when first asked for and kept until
 * {@link #forget}. Thread-safe.
 */
public final class Catalog {
    /** Opens an ordinary connection to the target; the catalog closes it. */
    @FunctionalInterface
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }

    private final ConnectionSource connections;
    private final MappingConfig mapping;
    private final String defaultDatabase;
    private final TargetServer server;
    private final Map<TableName, TargetTable> tables = new ConcurrentHashMap<>();

    private Catalog(
            ConnectionSource connections,
            MappingConfig mapping,
            String defaultDatabase,
            TargetServer server) {
        this.connections = requireNonNull(connections, "connections is null");
        this.mapping = requireNonNull(mapping, "mapping is null");
        this.defaultDatabase = requireNonNull(defaultDatabase, "defaultDatabase is null");
        this.server = server;
    }

    /**
     * Asks the server what it is; tables are read later.
     *
     * @throws SQLException if the server cannot be asked
     */
    public static Catalog open(
            ConnectionSource connections, MappingConfig mapping, String defaultDatabase)
            throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    public TargetServer server() {
        return server;
    }

    /** The MySQL database a source schema maps to. */
    public String databaseOf(String schema) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * The MySQL table of a source table.
     *
     * @throws TargetException if there is none that can be a target; the message says which was looked for and why
     * @throws SQLException if the server cannot be asked
     */
    public TargetTable table(TableName source) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Reads this table again when it is next asked for: after a DDL, a 1054 or a 1146. */
    public void forget(TableName source) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Reads every table again when it is next asked for. */
    public void refresh() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Grows with every {@link #forget} and {@link #refresh}, so that plans notice. */
    long generation() {
        return 0;
    }
}
