package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.ExitCode;

/**
 * The MySQL server changes go to: hands out ledger, dead letters and appliers that share one catalog and one set of
 * counters. Thread-safe.
 */
public final class Targets implements AutoCloseable {
    /** How long a statement of a writer waits for a row lock. */
    public static final Duration LOCK_WAIT = Duration.ofSeconds(DriverProperties.LOCK_WAIT_SECONDS);

    private final DriverProperties driver;
    private final ApplyConfig apply;
    private final MaintenancePool pool;
    private final LedgerTables tables;
    private final Catalog catalog;
    private final Unnamed unnamed;
    private final ApplyCounters counters = new ApplyCounters();

    /** What the lanes of a claim share. */
    private final Map<Claim, LedgerEnd> ends = new ConcurrentHashMap<>();

    private Targets(
            DriverProperties driver, ApplyConfig apply, MaintenancePool pool, Catalog catalog) {
        this.driver = driver;
        this.apply = apply;
        this.pool = pool;
        this.tables = new LedgerTables(apply.ledgerDatabase());
        this.catalog = catalog;
        this.unnamed = new Unnamed(apply.withoutIdentity());
    }

    /**
     * Connects once, so that a wrong host, password or setting shows at once, and asks what the server is.
     *
     * @throws TargetException USAGE for login and refused properties, transient if the server cannot be reached
     */
    public static Targets open(TargetConfig target, ApplyConfig apply, MappingConfig mapping) {
        return open(target, apply, mapping, "mysql");
    }

    /** @param threads begins the names of the threads made here */
    public static Targets open(
            TargetConfig target, ApplyConfig apply, MappingConfig mapping, String threads) {
        DriverProperties driver = DriverProperties.of(target);
        try (TargetSession session = TargetSession.open(driver)) {
            requireDatabase(session, driver.server(), target.database());
        }
        MaintenancePool pool = new MaintenancePool(driver, threads);
        try {
            return new Targets(
                    driver, apply, pool, Catalog.open(pool::borrow, mapping, target.database()));
        } catch (SQLException e) {
            pool.close();
            throw TargetErrors.failure("cannot ask MySQL " + driver.server() + " what it is", e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Said at once rather than at the first row that goes there. */
    private static void requireDatabase(TargetSession session, String server, String database) {
        try {
            session.connection().setCatalog(database);
        } catch (SQLException e) {
            if (TargetErrors.classOf(e).isTransient()) {
                throw TargetErrors.failure("cannot use MySQL " + server, e);
            }
            throw new TargetException(
                    ExitCode.USAGE,
                    "MySQL "
                            + server
                            + " has no database "
                            + database
                            + ", or the user may not see it: "
                            + ErrorText.of(e)
                            + "; check mysql.database and the user's privileges",
                    ErrorText.masked(e));
        }
    }

    /** What {@code SELECT VERSION()} says. */
    public String version() {
        return catalog.server().version();
    }

    public Catalog catalog() {
        return catalog;
    }

    public Ledger ledger() {
        return new Ledger(pool, tables);
    }

    public DeadLetters deadLetters() {
        return new DeadLetters(pool, tables);
    }

    public ApplyCounters counters() {
        return counters;
    }

    /** An applier for one lane, 0 and up; for one thread. */
    public ChunkApplier applier(Claim claim, int lane) {
        return new ChunkApplier(
                new LaneSession(
                        driver,
                        claim,
                        tables,
                        apply.mode(),
                        lane,
                        ends.computeIfAbsent(claim, any -> new LedgerEnd()),
                        counters),
                new StatementWriter(catalog, apply.unfitValue()),
                apply,
                unnamed,
                counters);
    }

    @Override
    public void close() {
        pool.close();
    }
}
