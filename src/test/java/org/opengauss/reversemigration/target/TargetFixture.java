package org.opengauss.reversemigration.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.ApplyConfig.OnConflict;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.TargetConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.TargetServer;

/** A target database and a ledger beside it, and short words for changes of {@code t(id, u)}. */
final class TargetFixture implements AutoCloseable {
    static final String SLOT = "og2my";
    static final Lsn CREATION = Lsn.parse("0/100");
    static final SourceIdentity SOURCE = new SourceIdentity("7301", 15000);
    static final TableName T = new TableName("public", "t");
    static final RowShape WHOLE = Rows.shape("id", "integer", "u", "character varying");
    static final RowShape KEY = Rows.shape("id", "integer");

    final TargetDatabase database;
    final String ledgerDatabase;

    TargetFixture(TargetServer server) throws SQLException {
        database = TargetDatabase.create(server);
        ledgerDatabase = database.name() + "_ledger";
    }

    TargetFixture() throws SQLException {
        database = TargetDatabase.create();
        ledgerDatabase = database.name() + "_ledger";
    }

    TargetConfig config(int port) {
        TargetServer server = database.server();
        return new TargetConfig(
                server.host(),
                port,
                server.toolUser(),
                new Secret(server.toolPassword()),
                database.name(),
                Map.of());
    }

    ApplyConfig apply(OnConflict onConflict, WithoutIdentity withoutIdentity) {
        return apply(ApplyConfig.Mode.TRANSACTION, onConflict, withoutIdentity);
    }

    ApplyConfig apply(
            ApplyConfig.Mode mode, OnConflict onConflict, WithoutIdentity withoutIdentity) {
        return new ApplyConfig(
                mode,
                2,
                Duration.ofMillis(80),
                8192,
                8192,
                8 << 20,
                64 << 20,
                32 << 20,
                onConflict,
                withoutIdentity,
                UnfitValue.STOP,
                Duration.ofSeconds(10),
                ledgerDatabase);
    }

    Targets targets() {
        return targets(OnConflict.STOP);
    }

    Targets targets(OnConflict onConflict) {
        return targets(onConflict, database.server().port());
    }

    Targets targets(OnConflict onConflict, int port) {
        return Targets.open(
                config(port),
                apply(onConflict, WithoutIdentity.REFUSE),
                new MappingConfig(Map.of()));
    }

    /** For a user of fewer rights than the tool's own. */
    Targets targetsAs(String user, String password) {
        TargetConfig own = config(database.server().port());
        return Targets.open(
                new TargetConfig(
                        own.host(),
                        own.port(),
                        user,
                        new Secret(password),
                        own.database(),
                        own.properties()),
                apply(OnConflict.STOP, WithoutIdentity.REFUSE),
                new MappingConfig(Map.of()));
    }

    Targets tableTargets() {
        return Targets.open(
                config(database.server().port()),
                apply(ApplyConfig.Mode.TABLE, OnConflict.STOP, WithoutIdentity.REFUSE),
                new MappingConfig(Map.of()));
    }

    /** The slot registered and claimed. */
    Claim claim(Targets targets) {
        return claim(targets, ApplyConfig.Mode.TRANSACTION);
    }

    Claim claim(Targets targets, ApplyConfig.Mode mode) {
        targets.ledger().create();
        targets.ledger().register(SLOT, SOURCE, CREATION);
        return targets.ledger().claim(SLOT, mode, 2, Duration.ofSeconds(20));
    }

    static CommitPosition at(long lsn) {
        return new CommitPosition(new Lsn(lsn), CommitPosition.Kind.END, lsn, 0);
    }

    static Transaction transaction(long lsn, SlotMessage.Content... contents) {
        return new Transaction(at(lsn), 1_700_000_000_123_456L, Arrays.asList(contents), 100);
    }

    static Change insert(String id, String u) {
        return new Change(Operation.INSERT, T, Rows.row(WHOLE, id, u), null);
    }

    /** As replica identity DEFAULT sends it. */
    static Change update(String oldId, String id, String u) {
        return new Change(Operation.UPDATE, T, Rows.row(WHOLE, id, u), Rows.row(KEY, oldId));
    }

    static Change delete(String id) {
        return new Change(Operation.DELETE, T, null, Rows.row(KEY, id));
    }

    /** As replica identity FULL sends it. */
    static Change deleteWhole(String id, String u) {
        return new Change(Operation.DELETE, T, null, Rows.row(WHOLE, id, u));
    }

    static Change of(Operation operation, Row newRow, Row oldRow) {
        return new Change(operation, T, newRow, oldRow);
    }

    static void applyAll(ChunkApplier applier, Transaction... transactions) {
        List<Transaction> chunk = Arrays.asList(transactions);
        applier.execute(chunk);
        applier.commit(chunk.get(chunk.size() - 1).position(), SlotMessage.NO_TIME);
    }

    /** Rows of {@code t} in order, as {@code 1=a}. */
    List<String> rows() throws SQLException {
        return query("SELECT CONCAT(id, '=', COALESCE(u, 'NULL')) FROM t ORDER BY id, u");
    }

    List<String> query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    Lsn applied(Targets targets) {
        return targets.ledger().read(SLOT).orElseThrow().applied().lsn();
    }

    @Override
    public void close() throws SQLException {
        database.execute("DROP DATABASE IF EXISTS `" + ledgerDatabase + "`");
        database.close();
    }
}
