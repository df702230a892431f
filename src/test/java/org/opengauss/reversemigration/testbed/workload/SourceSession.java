package org.opengauss.reversemigration.testbed.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One session of the workload: transactions of a few steps each, some rolled back whole or to a savepoint. One thread. */
final class SourceSession implements AutoCloseable {
    private final int session;
    private final Sql sql;
    private final Random random;
    private final History history;
    private final List<Scene> scenes = new ArrayList<>();

    SourceSession(int session, Connection connection, long seed, History history)
            throws SQLException {
        this.session = session;
        this.sql = new Sql(connection);
        this.random = new Random(seed * 1_000 + session);
        this.history = history;
        scenes.addAll(new ItemScenes(session).all());
        scenes.addAll(new LogScenes(session).all());
        scenes.addAll(new SeatScenes(session).all());
        connection.setAutoCommit(false);
    }

    /** One transaction. */
    void transaction() throws SQLException {
        Effect effect = new Effect();
        if (random.nextInt(3) == 0) {
            MoneyScenes.transfer(sql, random, effect);
        }
        int steps = 1 + random.nextInt(3);
        for (int step = 0; step < steps; step++) {
            effect = step(effect);
        }
        if (random.nextInt(20) == 0) {
            sql.connection().rollback();
        } else {
            commit(effect);
        }
    }

    private Effect step(Effect before) throws SQLException {
        boolean takenBack = random.nextInt(12) == 0;
        Scene scene = scenes.get(random.nextInt(scenes.size()));
        if (!takenBack) {
            scene.play(sql, random, before);
            return before;
        }
        Savepoint savepoint = sql.connection().setSavepoint();
        scene.play(sql, random, before.copy());
        sql.connection().rollback(savepoint);
        return before;
    }

    /** Below the lock of the history only rows are written that no other session touches. */
    private void commit(Effect effect) throws SQLException {
        int bookkeeping = 2 + effect.legs().size();
        history.commit(
                effect.changes() + bookkeeping,
                number -> {
                    sql.update(
                            "insert into journal values (?, ?, ?, ?, ?, ?)",
                            number,
                            session,
                            effect.itemRows(),
                            effect.itemQuantity(),
                            effect.logRows(),
                            effect.logAmount());
                    int leg = 0;
                    for (Effect.Leg each : effect.legs()) {
                        sql.update(
                                "insert into journal_leg values (?, ?, ?, ?)",
                                number,
                                ++leg,
                                each.account(),
                                each.amount());
                    }
                    sql.update(
                            "update session_counter set transactions = transactions + 1"
                                    + " where session = ?",
                            session);
                    sql.connection().commit();
                });
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
