package org.opengauss.reversemigration.testbed.workload;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Unique values that change hands: each session's places stay the same, who has them does not. */
final class SeatScenes {
    static final int PLACES = 6;

    private final int session;
    private final long base;

    SeatScenes(int session) {
        this.session = session;
        this.base = session * 1_000L;
    }

    static int firstPlace(int session) {
        return session * 100;
    }

    List<Scene> all() {
        return List.of(this::sometimesSwap, this::rotate, this::moveToNewRow);
    }

    private long id(Random random) {
        return base + random.nextInt(2 * PLACES);
    }

    /** Rare, as each one sends a chunk of the tool into its slow replay. */
    private void sometimesSwap(Sql sql, Random random, Effect effect) throws SQLException {
        if (random.nextInt(8) == 0) {
            swap(sql, random, effect);
        }
    }

    /** One statement, which the deferrable constraint allows. */
    private void swap(Sql sql, Random random, Effect effect) throws SQLException {
        long one = id(random);
        long other = id(random);
        effect.changed(
                sql.update(
                        "update seat s set place = o.place from seat o"
                                + " where s.id in (?, ?) and o.id in (?, ?) and s.id <> o.id",
                        one,
                        other,
                        one,
                        other));
    }

    /** By way of a value that nobody has. */
    private void rotate(Sql sql, Random random, Effect effect) throws SQLException {
        int first = firstPlace(session);
        String move = "update seat set place = ? where place = ?";
        effect.changed(sql.update(move, -1 - session, first));
        for (int place = first + 1; place < first + PLACES; place++) {
            effect.changed(sql.update(move, place - 1, place));
        }
        effect.changed(sql.update(move, first + PLACES - 1, -1 - session));
    }

    private void moveToNewRow(Sql sql, Random random, Effect effect) throws SQLException {
        long to = id(random);
        List<Long> place =
                sql.numbers(
                        "delete from seat where id = ? and not exists"
                                + " (select 1 from seat where id = ?) returning place",
                        id(random),
                        to);
        if (!place.isEmpty()) {
            sql.update(
                    "insert into seat (id, session, place) values (?, ?, ?)",
                    to,
                    session,
                    place.get(0).intValue());
            effect.changed(2);
        }
    }
}
