package org.opengauss.reversemigration.histories;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Others on the same MySQL: sessions that hold rows for a while, and somebody who kills connections of the tool. */
final class Disturbance implements AutoCloseable {
    /** What to do; the numbers are percent of the looks. */
    record Plan(boolean locks, boolean kills) {}

    private final Connection mysql;
    private final String database;
    private final String toolUser;
    private final List<Table> tables;
    private final Plan plan;
    private final Random random;
    private final Thread thread = new Thread(this::run, "disturbance");
    private volatile boolean stopped;
    private volatile int done;

    Disturbance(
            Connection mysql,
            String database,
            String toolUser,
            List<Table> tables,
            Plan plan,
            long seed) {
        this.mysql = mysql;
        this.database = database;
        this.toolUser = toolUser;
        this.tables = tables;
        this.plan = plan;
        this.random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (mysql;
                Statement statement = mysql.createStatement()) {
            statement.execute("set session innodb_lock_wait_timeout = 1");
            while (!stopped) {
                Thread.sleep(1 + random.nextInt(20));
                if (plan.locks()) {
                    lock(statement);
                }
                if (plan.kills() && random.nextInt(20) == 0) {
                    kill(statement);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the disturbance ended", e);
        }
    }

    private void lock(Statement statement) throws SQLException, InterruptedException {
        Table table = tables.get(random.nextInt(tables.size()));
        String column = table.columns().get(random.nextInt(table.columns().size())).name();
        statement.execute("begin");
        try {
            // by another index now and then, so that locks come in another order than ours
            statement
                    .executeQuery(
                            "select 1 from %s order by %s limit %d for update skip locked"
                                    .formatted(table.name(), column, 1 + random.nextInt(20)))
                    .close();
            Thread.sleep(random.nextInt(15));
            done++;
        } finally {
            statement.execute("rollback");
        }
    }

    private void kill(Statement statement) throws SQLException {
        List<Long> sessions = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select id from information_schema.processlist where user = '"
                                + toolUser
                                + "' and db = '"
                                + database
                                + "'")) {
            while (rows.next()) {
                sessions.add(rows.getLong(1));
            }
        }
        if (!sessions.isEmpty()) {
            try {
                String what = random.nextBoolean() ? "kill " : "kill query ";
                statement.execute(what + sessions.get(random.nextInt(sessions.size())));
                done++;
            } catch (SQLException e) {
                if (e.getErrorCode() != 1094) { // it is gone already
                    throw e;
                }
            }
        }
    }

    int done() {
        return done;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
