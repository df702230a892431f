package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.opengauss.reversemigration.model.TableName;

/** Random chunks over few tables and several lanes, run by real threads: what shares a table keeps its order. */
class DispatchOrderTest {
    private record Item(long sequence, Set<TableName> tables, long waitsFor) {}

    @Property(tries = 60)
    void chunksThatShareATableExecuteInCommitOrderAndAllCommitInOrder(
            @ForAll @Size(min = 1, max = 120)
                    List<@Size(min = 0, max = 3) Set<@IntRange(min = 0, max = 4) Integer>> chunks,
            @ForAll @IntRange(min = 1, max = 6) int lanes)
            throws Exception {
        CommitSequencer sequencer = new CommitSequencer();
        LaneChooser chooser = new LaneChooser(lanes);
        List<BlockingQueue<Item>> queues = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            queues.add(new LinkedBlockingQueue<>());
        }
        // unsynchronised on purpose: a missed conflict shows as a lost or disordered entry
        Map<TableName, List<Long>> executed = new HashMap<>();
        for (int table = 0; table <= 4; table++) {
            executed.put(name(table), new ArrayList<>());
        }
        List<Thread> writers = new ArrayList<>();
        for (BlockingQueue<Item> queue : queues) {
            Thread writer = new Thread(() -> write(queue, sequencer, executed));
            writer.start();
            writers.add(writer);
        }
        Map<TableName, List<Long>> expected = new HashMap<>();
        for (int i = 0; i < chunks.size(); i++) {
            long sequence = i;
            Set<TableName> tables =
                    chunks.get(i).stream()
                            .map(DispatchOrderTest::name)
                            .collect(java.util.stream.Collectors.toSet());
            LaneChooser.Choice choice =
                    chooser.choose(
                            sequence,
                            tables,
                            sequencer.committed(),
                            lane -> queues.get(lane).size());
            tables.forEach(
                    table -> expected.computeIfAbsent(table, t -> new ArrayList<>()).add(sequence));
            queues.get(choice.lane()).add(new Item(sequence, tables, choice.waitsFor()));
        }
        for (BlockingQueue<Item> queue : queues) {
            queue.add(new Item(-1, Set.of(), -1));
        }
        for (Thread writer : writers) {
            writer.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(writer.isAlive()).as("a writer hangs").isFalse();
        }
        assertThat(sequencer.committed()).isEqualTo(chunks.size() - 1);
        expected.forEach((table, order) -> assertThat(executed.get(table)).isEqualTo(order));
    }

    private static void write(
            BlockingQueue<Item> queue,
            CommitSequencer sequencer,
            Map<TableName, List<Long>> executed) {
        try {
            for (Item item = queue.take(); item.sequence >= 0; item = queue.take()) {
                sequencer.awaitCommitted(item.waitsFor);
                for (TableName table : item.tables) {
                    executed.get(table).add(item.sequence);
                }
                sequencer.awaitTurn(item.sequence);
                sequencer.committed(item.sequence);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TableName name(int table) {
        return new TableName("public", "t" + table);
    }
}
