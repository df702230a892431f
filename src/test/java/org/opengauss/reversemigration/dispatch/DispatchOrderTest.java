package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.model.Transaction;

/** Random transactions over few keys and several lanes, run by real threads: what shares a key keeps its order. */
class DispatchOrderTest {
    private static final int TABLES = 3;
    private static final int KEYS = 40;
    private static final int ROWS = 400;
    private static final RowShape SHAPE = new RowShape(List.of("id"), List.of("integer"));

    /** What a row touches: keys of a table, the whole of some tables, or everything. */
    private record Touch(SlotMessage.Content content, List<Integer> tables, List<Integer> keys) {
        boolean isWhole() {
            return keys.isEmpty();
        }
    }

    private record Item(Chunk chunk, List<Integer> rows) {}

    /** In order of execution, by key: unsynchronised on purpose, a missed conflict shows as a lost or disordered entry. */
    private final Map<String, List<Integer>> executed = new HashMap<>();

    private final Map<String, List<Integer>> expected = new HashMap<>();
    private final Map<SlotMessage.Content, Touch> touches = new java.util.IdentityHashMap<>();
    private final List<Touch> rows = new ArrayList<>();
    private CommitSequencer sequencer;
    private long generation;

    @Property(tries = 150)
    void rowsThatShareAKeyExecuteInCommitOrderAndChunksCommitInOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int lanes,
            @ForAll @IntRange(min = 1, max = 24) int mostRows)
            throws Exception {
        reset();
        Random random = new Random(seed);
        for (int row = 0; row < ROWS; row++) {
            add(touch(random));
        }
        List<BlockingQueue<Item>> queues = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
            queues.add(queue);
            Thread writer = new Thread(() -> write(queue));
            writer.start();
            writers.add(writer);
        }
        long chunks = dispatch(random, mostRows, queues);
        for (Thread writer : writers) {
            writer.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(writer.isAlive()).as("a writer hangs").isFalse();
        }
        assertThat(sequencer.committed()).isEqualTo(chunks - 1);
        assertThat(executed).isEqualTo(expected);
    }

    private void reset() {
        sequencer =
                new CommitSequencer(
                        new HeadPatience(Duration.ofSeconds(4)), System::nanoTime, () -> {});
        executed.clear();
        expected.clear();
        touches.clear();
        rows.clear();
        for (int table = 0; table < TABLES; table++) {
            for (int key = 0; key < KEYS; key++) {
                executed.put(name(table, key), new ArrayList<>());
                expected.put(name(table, key), new ArrayList<>());
            }
        }
    }

    private void add(Touch touch) {
        touches.put(touch.content, touch);
        rows.add(touch);
        note(touch, rows.size() - 1, expected);
    }

    private static void note(Touch touch, int row, Map<String, List<Integer>> order) {
        for (int table : touch.tables) {
            for (int key = 0; key < KEYS; key++) {
                if (touch.isWhole() || touch.keys.contains(key)) {
                    order.get(name(table, key)).add(row);
                }
            }
        }
    }

    private static Touch touch(Random random) {
        int table = random.nextInt(TABLES);
        int kind = random.nextInt(60);
        if (kind == 0) {
            return new Touch(
                    new SlotMessage.Ddl(Lsn.ZERO, 1, "x", "x", Optional.empty(), Optional.empty()),
                    List.of(0, 1, 2),
                    List.of());
        }
        if (kind == 1) {
            List<Integer> two = List.of(table, (table + 1) % TABLES);
            return new Touch(
                    new SlotMessage.Truncate(
                            two.stream().map(DispatchOrderTest::table).toList(), false, false),
                    two,
                    List.of());
        }
        List<Integer> keys = new ArrayList<>();
        for (int i = kind == 2 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            keys.add(random.nextInt(KEYS));
        }
        return new Touch(change(table), List.of(table), keys);
    }

    private static Change change(int table) {
        return new Change(
                Operation.INSERT,
                table(table),
                new Row(SHAPE, new byte[1], new int[] {0, 1}),
                null);
    }

    private long dispatch(Random random, int mostRows, List<BlockingQueue<Item>> queues) {
        InFlightKeys keys = new InFlightKeys(new Keys());
        LaneChooser chooser = new LaneChooser(queues.size(), ROWS);
        long sequence = 0;
        for (int row = 0; row < rows.size(); sequence++) {
            ChunkBuilder builder = new ChunkBuilder(ROWS, ROWS, Long.MAX_VALUE);
            builder.addPosition(position(row));
            List<Integer> places = new ArrayList<>();
            for (int left = random.nextInt(mostRows + 1); left > 0 && row < rows.size(); ) {
                int size = Math.min(1 + random.nextInt(3), rows.size() - row);
                List<SlotMessage.Content> contents = new ArrayList<>();
                for (int i = 0; i < size; i++, row++, left--) {
                    contents.add(rows.get(row).content);
                    places.add(row);
                }
                builder.add(new Transaction(position(row), 0, contents, 1));
            }
            if (random.nextInt(40) == 0) {
                generation++;
            }
            long committed = sequencer.committed();
            Chunk chunk = builder.take(sequence, keys, committed);
            int lane = chooser.choose(chunk, any -> queues.get(any).size(), committed);
            queues.get(lane).add(new Item(chunk, places));
        }
        queues.forEach(queue -> queue.add(new Item(null, List.of())));
        return sequence;
    }

    private void write(BlockingQueue<Item> queue) {
        try {
            for (Item item = queue.take(); item.chunk != null; item = queue.take()) {
                BitSet late = item.chunk.lateness().late();
                for (int i = late.nextClearBit(0);
                        i < item.rows.size();
                        i = late.nextClearBit(i + 1)) {
                    execute(item.rows.get(i));
                }
                sequencer.awaitCommitted(item.chunk.lateness().after());
                for (int i = late.nextSetBit(0); i >= 0; i = late.nextSetBit(i + 1)) {
                    execute(item.rows.get(i));
                }
                sequencer.awaitTurn(item.chunk.sequence());
                sequencer.committed(item.chunk.sequence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(int row) {
        note(rows.get(row), row, executed);
        if (row % 7 == 0) {
            Thread.yield();
        }
    }

    private static CommitPosition position(int row) {
        return new CommitPosition(new Lsn(row), CommitPosition.Kind.END, 0, 0);
    }

    private static TableName table(int table) {
        return new TableName("public", "t" + table);
    }

    private static String name(int table, int key) {
        return table + "/" + key;
    }

    private final class Keys implements KeySource {
        @Override
        public void of(Change change, KeyList keys) {
            Touch touch = touches.get(change);
            keys.clear(table(change.table()));
            if (touch.isWhole()) {
                keys.wholeTable();
            }
            // another generation hashes otherwise
            touch.keys.forEach(
                    key -> keys.add(generation * 1_000_003 + 31L * keys.table() + 1000L * key));
        }

        @Override
        public long table(TableName table) {
            return table.table().charAt(1);
        }

        @Override
        public long generation() {
            return generation;
        }
    }
}
