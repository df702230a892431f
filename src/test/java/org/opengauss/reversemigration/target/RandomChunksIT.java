package org.opengauss.reversemigration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opengauss.reversemigration.target.TargetFixture.at;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.Transaction;

/** Random chunks leave the very rows that their changes leave when they are executed one by one. */
class RandomChunksIT {
    private static final int CHUNKS = 20;

    @Test
    void chunksLeaveWhatTheirChangesLeaveOneByOne() throws SQLException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (TargetFixture serial = new TargetFixture();
                TargetFixture chunked = new TargetFixture();
                Targets targets = chunked.targets();
                ChunkApplier applier = targets.applier(chunked.claim(targets), 0);
                TargetSession session =
                        TargetSession.open(
                                DriverProperties.of(
                                        serial.config(serial.database.server().port())))) {
            serial.database.execute(RandomChanges.TABLES);
            chunked.database.execute(RandomChanges.TABLES);
            SingleRow oneByOne = new SingleRow(writer(serial));
            RandomChanges changes = new RandomChanges(random);
            long lsn = 0x1000;
            for (int i = 0; i < CHUNKS; i++) {
                List<Transaction> chunk = new ArrayList<>();
                BitSet late = new BitSet();
                int place = 0;
                int transactions = 1 + random.nextInt(20);
                changes.nextChunk();
                for (int t = 0; t < transactions; t++) {
                    List<SlotMessage.Content> contents = new ArrayList<>();
                    int rows = 1 + random.nextInt(1 << random.nextInt(8));
                    for (int r = 0; r < rows; r++) {
                        late.set(place++, changes.add(contents));
                    }
                    lsn += 0x100;
                    chunk.add(new Transaction(at(lsn), SlotMessage.NO_TIME, contents, 0));
                    executeOneByOne(session, oneByOne, contents);
                }
                session.connection().commit();
                String described = "seed " + seed + ", chunk " + i;
                apply(applier, chunk, late, random, described);
                for (String table : RandomChanges.NAMES) {
                    assertThat(rows(chunked, table))
                            .as(described + ", table " + table)
                            .isEqualTo(rows(serial, table));
                }
            }
            assertThat(targets.counters().snapshot().replays()).isZero();
        }
    }

    private static void apply(
            ChunkApplier applier,
            List<Transaction> chunk,
            BitSet late,
            Random random,
            String described) {
        Transaction last = chunk.get(chunk.size() - 1);
        try {
            if (random.nextInt(3) == 0) {
                applier.applyNow(chunk, last.position(), SlotMessage.NO_TIME);
                return;
            }
            applier.executeEarly(chunk, late);
            applier.executeLate();
            applier.commit(last.position(), SlotMessage.NO_TIME);
        } catch (RuntimeException e) {
            throw new AssertionError(described, e);
        }
    }

    private static StatementWriter writer(TargetFixture fixture) throws SQLException {
        return new StatementWriter(
                Catalog.open(
                        fixture.database::connect,
                        new MappingConfig(java.util.Map.of()),
                        fixture.database.name()),
                UnfitValue.STOP);
    }

    private static void executeOneByOne(
            TargetSession session, SingleRow rows, List<SlotMessage.Content> contents)
            throws SQLException {
        for (SlotMessage.Content content : contents) {
            try {
                if (content instanceof Change change) {
                    rows.execute(session, change);
                } else {
                    rows.truncate(session, ((SlotMessage.Truncate) content).tables().get(0));
                }
            } catch (Verdict verdict) {
                throw new AssertionError("the random changes contradict each other", verdict);
            }
        }
    }

    private static List<String> rows(TargetFixture fixture, String table) throws SQLException {
        return fixture.query(
                "SELECT CONCAT_WS('|', "
                        + RandomChanges.shown(table)
                        + ") AS r FROM "
                        + table
                        + " ORDER BY r");
    }
}
