package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.TableName;

/**
 * The MySQL tables that source tables map to, read from {@code information_schema} a database at a time when first asked
 * for, and kept until {@link #forget}. Thread-safe.
 */
public final class Catalog {
    /** Opens an ordinary connection to the target; the catalog closes it. */
    @FunctionalInterface
    public interface ConnectionSource {
        Connection open() throws SQLException;
    }

    /** Engines that keep no partial transaction; others could not be undone with the ledger. */
    private static final Set<String> TRANSACTIONAL = Set.of("innodb", "rocksdb", "ndbcluster");

    private final ConnectionSource connections;
    private final MappingConfig mapping;
    private final String defaultDatabase;
    private final TargetServer server;
    private final Map<TableName, TargetTable> tables = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /** What was read and not asked for yet: database to table name to definition. Guarded by this. */
    private final Map<String, Map<String, TargetTable>> unclaimed = new HashMap<>();

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

    /** Of tables that are known; another cannot be read. */
    static Catalog of(
            TargetServer server,
            MappingConfig mapping,
            String defaultDatabase,
            List<TargetTable> tables) {
        Catalog catalog =
                new Catalog(
                        () -> {
                            throw new SQLException("a catalog of known tables has no server");
                        },
                        mapping,
                        defaultDatabase,
                        server);
        for (TargetTable table : tables) {
            catalog.unclaimed
                    .computeIfAbsent(table.database(), any -> new HashMap<>())
                    .put(table.name(), table);
        }
        return catalog;
    }

    /**
     * Asks the server what it is; tables are read later.
     *
     * @throws SQLException if the server cannot be asked
     */
    public static Catalog open(
            ConnectionSource connections, MappingConfig mapping, String defaultDatabase)
            throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT VERSION(), @@lower_case_table_names")) {
            row.next();
            TargetServer server = new TargetServer(row.getString(1), row.getInt(2) != 0);
            return new Catalog(connections, mapping, defaultDatabase, server);
        }
    }

    public TargetServer server() {
        return server;
    }

    /** The MySQL database a source schema maps to. */
    public String databaseOf(String schema) {
        String mapped = mapping.schemas().get(schema);
        if (mapped != null) {
            return mapped;
        }
        return schema.equals("public") ? defaultDatabase : schema;
    }

    /**
     * The MySQL table of a source table: of the same name, or the only one whose name differs by case alone, because a B
     * compatible source folds table names.
     *
     * @throws TargetException if there is none that can be a target; the message says which was looked for and why
     * @throws SQLException if the server cannot be asked
     */
    public TargetTable table(TableName source) throws SQLException {
        TargetTable table = tables.get(source);
        return table != null ? table : load(source);
    }

    private synchronized TargetTable load(TableName source) throws SQLException {
        TargetTable known = tables.get(source);
        if (known != null) {
            return known;
        }
        String database = databaseOf(source.schema());
        Map<String, TargetTable> read = unclaimed.get(database);
        Optional<TargetTable> found =
                read == null ? Optional.empty() : find(read, source, database);
        if (found.isEmpty()) {
            read = readTables(database);
            unclaimed.put(database, read);
            found = find(read, source, database);
        }
        TargetTable table = found.orElseThrow(() -> missing(source, database));
        checkEngine(table);
        tables.put(source, table);
        return table;
    }

    private Map<String, TargetTable> readTables(String database) throws SQLException {
        try (Connection connection = connections.open()) {
            return new CatalogReader(connection, server).tables(database);
        }
    }

    private static Optional<TargetTable> find(
            Map<String, TargetTable> read, TableName source, String database) {
        TargetTable exact = read.get(source.table());
        if (exact != null) {
            return Optional.of(exact);
        }
        List<TargetTable> similar =
                read.values().stream()
                        .filter(table -> table.name().equalsIgnoreCase(source.table()))
                        .toList();
        if (similar.size() > 1) {
            throw new TargetException(
                    ExitCode.STOPPED,
                    "source table "
                            + source
                            + " could be several MySQL tables whose names differ by case alone: "
                            + similar
                            + "; rename one in database "
                            + database,
                    null);
        }
        return similar.stream().findFirst();
    }

    private static TargetException missing(TableName source, String database) {
        return new TargetException(
                ExitCode.STOPPED,
                "MySQL has no table "
                        + database
                        + "."
                        + source.table()
                        + " for source table "
                        + source
                        + ", or the user may not see it; create it, or grant SELECT on it, or set"
                        + " mapping.schemas if it lives in another database",
                null);
    }

    private static void checkEngine(TargetTable table) {
        if (table.isView()) {
            throw new TargetException(
                    ExitCode.STOPPED,
                    "MySQL " + table + " is a view or versioned; changes need a base table",
                    null);
        }
        if (!TRANSACTIONAL.contains(table.engine().toLowerCase(java.util.Locale.ROOT))) {
            throw new TargetException(
                    ExitCode.STOPPED,
                    "MySQL table "
                            + table
                            + " has engine "
                            + table.engine()
                            + ", which keeps half of a failed transaction; run ALTER TABLE "
                            + table.quotedName()
                            + " ENGINE=InnoDB",
                    null);
        }
    }

    /** Reads this table again when it is next asked for: after a DDL, a 1054 or a 1146. */
    public synchronized void forget(TableName source) {
        tables.remove(source);
        unclaimed.remove(databaseOf(source.schema()));
        generation.incrementAndGet();
    }

    /** Reads every table again when it is next asked for. */
    public synchronized void refresh() {
        tables.clear();
        unclaimed.clear();
        generation.incrementAndGet();
    }

    /** Grows with every {@link #forget} and {@link #refresh}, so that plans notice. */
    public long generation() {
        return generation.get();
    }
}
