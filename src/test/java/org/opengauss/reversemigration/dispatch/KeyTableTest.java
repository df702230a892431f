package org.opengauss.reversemigration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private final KeyTable table = new KeyTable();

    @Test
    void knowsWhatAMapKnowsOfChunksInFlight() {
        Map<Long, Long> expected = new HashMap<>();
        Random random = new Random(7);
        for (long sequence = 0; sequence < 2_000; sequence++) {
            long alive = Math.max(0, sequence - 5) << 1;
            table.begin(sequence);
            expected.values().removeIf(mark -> mark < alive);
            for (int row = 0; row < 50; row++) {
                long key = random.nextInt(3_000) * 0x5851F42D4C957F2DL;
                table.makeRoom(1, alive);
                int place = table.find(key);
                long mark = table.mark(place);
                assertThat(mark >= alive ? mark : KeyTable.NONE)
                        .isEqualTo(expected.getOrDefault(key, KeyTable.NONE));
                boolean isLate = random.nextBoolean();
                table.put(place, key, isLate);
                expected.put(key, sequence << 1 | (isLate ? 1 : 0));
            }
        }
    }

    @Test
    void keysOfOneRowMayBePutAfterAllWereFound() {
        table.begin(3);
        int[] places = new int[500];
        for (int key = 0; key < places.length; key++) {
            places[key] = table.find(key);
        }
        for (int key = 0; key < places.length; key++) {
            table.put(places[key], key, false);
        }
        for (int key = 0; key < places.length; key++) {
            assertThat(table.mark(table.find(key))).isEqualTo(3 << 1);
        }
    }

    @Test
    void sequencesBeyondTheBitsOfAMarkAreKnownAsWhatTheyAre() {
        long sequence = (1L << 40) - 2;
        for (int i = 0; i < 5; i++, sequence++) {
            table.begin(sequence);
            table.put(table.find(i), i, i % 2 == 0);
        }
        sequence--;
        for (int i = 0; i < 5; i++) {
            assertThat(table.mark(table.find(i)))
                    .isEqualTo(sequence - 4 + i << 1 | (i % 2 == 0 ? 1 : 0));
        }
    }

    @Test
    void deadMarksLeaveRoom() {
        for (long sequence = 0; sequence < 10_000; sequence++) {
            table.begin(sequence);
            for (int row = 0; row < 40; row++) {
                long key = sequence * 40 + row;
                table.makeRoom(1, sequence - 3 << 1);
                table.put(table.find(key), key, false);
            }
        }
        assertThat(table.capacity()).isLessThanOrEqualTo(1 << 13);
    }
}
