package org.opengauss.reversemigration.testbed.workload;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** A table without any key, full of exact duplicates: a change that is doubled or lost shows in its sums. */
final class LogScenes {
    private static final int MOST_ROWS = 40;
    private static final String[] KINDS = {"login", "Login", "login ", "logout"};

    private final int session;

    LogScenes(int session) {
        this.session = session;
    }

    List<Scene> all() {
        return List.of(
                this::insertDuplicates,
                this::insertDuplicates,
                this::deleteOne,
                this::deleteOne,
                this::updateOne,
                this::updateAll);
    }

    private static String kind(Random random) {
        return KINDS[random.nextInt(KINDS.length)];
    }

    private void insertDuplicates(Sql sql, Random random, Effect effect) throws SQLException {
        int amount = random.nextInt(3);
        int rows =
                sql.update(
                        "insert into log_entry (session, kind, message, amount) select ?, ?, ?, ?"
                                + " from generate_series(1, ?)"
                                + " where (select count(*) from log_entry where session = ?) < ?",
                        session,
                        kind(random),
                        random.nextInt(3) == 0 ? Texts.any(random) : "again",
                        amount,
                        1 + random.nextInt(4),
                        session,
                        MOST_ROWS);
        effect.changed(rows);
        effect.log(rows, (long) rows * amount);
    }

    private void deleteOne(Sql sql, Random random, Effect effect) throws SQLException {
        List<Long> amounts =
                sql.numbers(
                        "delete from log_entry where ctid = any (array("
                                + "select ctid from log_entry where session = ? and kind = ? fetch first 1 rows only))"
                                + " returning amount",
                        session,
                        kind(random));
        effect.changed(amounts.size());
        effect.log(-amounts.size(), -amounts.stream().mapToLong(Long::longValue).sum());
    }

    private void updateOne(Sql sql, Random random, Effect effect) throws SQLException {
        int rows =
                sql.update(
                        "update log_entry set amount = amount + 1 where ctid = any (array("
                                + "select ctid from log_entry where session = ? and kind = ? fetch first 1 rows only))",
                        session,
                        kind(random));
        effect.changed(rows);
        effect.log(0, rows);
    }

    private void updateAll(Sql sql, Random random, Effect effect) throws SQLException {
        int rows =
                sql.update(
                        "update log_entry set amount = amount - 1 where session = ? and kind = ?",
                        session,
                        kind(random));
        effect.changed(rows);
        effect.log(0, -rows);
    }
}
