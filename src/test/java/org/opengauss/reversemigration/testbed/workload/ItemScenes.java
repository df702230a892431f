package org.opengauss.reversemigration.testbed.workload;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Rows with a primary key and a second unique one, singly and many at a time, in a block of keys of one session. */
final class ItemScenes {
    private static final int SLOTS = 400;
    private static final LocalDateTime EPOCH = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final String VALUES =
            "insert into item (id, session, sku, name, note, quantity, price, ratio, made, payload)";

    private final int session;
    private final long base;

    ItemScenes(int session) {
        this.session = session;
        this.base = session * 1_000_000L;
    }

    /** All of them, the frequent ones more than once. */
    List<Scene> all() {
        return List.of(
                this::insert,
                this::insert,
                this::insert,
                this::update,
                this::update,
                this::update,
                this::delete,
                this::insertMany,
                this::updateMany,
                this::deleteMany,
                this::changeKey,
                this::swapSku,
                this::deleteAndInsert);
    }

    private long id(Random random) {
        return base + random.nextInt(SLOTS);
    }

    private String sku(Random random) {
        return "SKU-" + session + "-" + random.nextInt(SLOTS);
    }

    /** Often takes a key or a SKU that a deleted row gave up. */
    private void insert(Sql sql, Random random, Effect effect) throws SQLException {
        long id = id(random);
        String sku = sku(random);
        int quantity = random.nextInt(100);
        byte[] payload = new byte[random.nextInt(64)];
        random.nextBytes(payload);
        int rows =
                sql.update(
                        VALUES
                                + " select ?, ?, ?, ?, ?, ?, cast(? as numeric(12, 2)), ?, ?, decode(?, 'hex')"
                                + " where not exists (select 1 from item where id = ? or sku = ?)",
                        id,
                        session,
                        sku,
                        Texts.any(random),
                        Texts.any(random),
                        quantity,
                        price(random),
                        random.nextGaussian() * 1e6,
                        Timestamp.valueOf(EPOCH.plusNanos(random.nextInt() * 1_000L)),
                        HexFormat.of().formatHex(payload),
                        id,
                        sku);
        inserted(effect, rows, quantity);
    }

    private static java.math.BigDecimal price(Random random) {
        return java.math.BigDecimal.valueOf(random.nextInt(10_000_000), 2);
    }

    private static void inserted(Effect effect, int rows, long quantityOfEach) {
        effect.changed(rows);
        effect.items(rows, rows * quantityOfEach);
    }

    private void update(Sql sql, Random random, Effect effect) throws SQLException {
        int more = random.nextInt(21) - 10;
        int rows =
                sql.update(
                        "update item set quantity = quantity + ?, name = ?, note = ? where id = ?",
                        more,
                        Texts.any(random),
                        Texts.any(random),
                        id(random));
        effect.changed(rows);
        effect.items(0, (long) rows * more);
    }

    private void delete(Sql sql, Random random, Effect effect) throws SQLException {
        deleted(
                effect,
                sql.numbers("delete from item where id = ? returning quantity", id(random)));
    }

    private static void deleted(Effect effect, List<Long> quantities) {
        effect.changed(quantities.size());
        effect.items(-quantities.size(), -quantities.stream().mapToLong(Long::longValue).sum());
    }

    private void insertMany(Sql sql, Random random, Effect effect) throws SQLException {
        long first = id(random);
        int count = 5 + random.nextInt(36);
        int quantity = random.nextInt(100);
        int rows =
                sql.update(
                        VALUES
                                + " select n, ?, 'MANY-' || n, ?, ?, ?, n / 100.0, n * 1.1, null, null"
                                + " from generate_series(cast(? as bigint), cast(? as bigint)) as n"
                                + " where not exists (select 1 from item where id = n or sku = 'MANY-' || n)",
                        session,
                        Texts.any(random),
                        Texts.any(random),
                        quantity,
                        first,
                        Math.min(first + count, base + SLOTS - 1));
        inserted(effect, rows, quantity);
    }

    private void updateMany(Sql sql, Random random, Effect effect) throws SQLException {
        long first = id(random);
        int more = 1 + random.nextInt(5);
        int rows =
                sql.update(
                        "update item set quantity = quantity + ? where id between ? and ?",
                        more,
                        first,
                        Math.min(first + 30, base + SLOTS));
        effect.changed(rows);
        effect.items(0, (long) rows * more);
    }

    private void deleteMany(Sql sql, Random random, Effect effect) throws SQLException {
        long first = id(random);
        deleted(
                effect,
                sql.numbers(
                        "delete from item where id between ? and ? returning quantity",
                        first,
                        Math.min(first + random.nextInt(40), base + SLOTS)));
    }

    private void changeKey(Sql sql, Random random, Effect effect) throws SQLException {
        long to = id(random);
        effect.changed(
                sql.update(
                        "update item set id = ? where id = ? and not exists"
                                + " (select 1 from item where id = ?)",
                        to,
                        id(random),
                        to));
    }

    /** By way of a third value, as applications must that have no deferred constraint. */
    private void swapSku(Sql sql, Random random, Effect effect) throws SQLException {
        String one = sku(random);
        String other = sku(random);
        String between = "SWAP-" + session;
        String move = "update item set sku = ? where sku = ?";
        effect.changed(sql.update(move, between, one));
        effect.changed(sql.update(move, one, other));
        effect.changed(sql.update(move, other, between));
    }

    /** A value is given up by one key and taken by another in one transaction. */
    private void deleteAndInsert(Sql sql, Random random, Effect effect) throws SQLException {
        String sku = sku(random);
        deleted(effect, sql.numbers("delete from item where sku = ? returning quantity", sku));
        long id = id(random);
        int rows =
                sql.update(
                        "insert into item (id, session, sku, quantity)"
                                + " select ?, ?, ?, 7 where not exists (select 1 from item where id = ?)",
                        id,
                        session,
                        sku,
                        id);
        inserted(effect, rows, 7);
    }
}
