package org.opengauss.reversemigration.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.standin.StreamOptions.Style;

/** Frames and their positions by the rules that the captures of real servers show. */
class OutletTest {
    private static final long FIRST = 1_000;
    private static final long ROW = 1_100;
    private static final long START = 1_200;
    private static final long END = 1_260;
    private static final long SECOND = 1_000_000_000L;

    private record Sent(long header, byte[] payload) {}

    private final List<Sent> sent = new ArrayList<>();

    @Test
    void aSerialCommitsHeaderIsItsEnd() {
        transaction(new Outlet(StreamOptions.serial()), 0, new byte[1]);

        assertThat(sent).extracting(Sent::header).containsExactly(FIRST, ROW, END);
    }

    @Test
    void aSerialBeginThatMightHaveBeenSkippedHasNoPosition() {
        transaction(new Outlet(options(1, Style.JSON, false, true)), 0, new byte[1]);

        assertThat(sent).extracting(Sent::header).containsExactly(0L, ROW, END);
    }

    @Test
    void aParallelCommitsHeaderIsItsStartAndTheNextBeginKeepsIt() {
        Outlet outlet = new Outlet(options(Style.JSON, false));
        transaction(outlet, 0, new byte[1]);
        transaction(outlet, 1_000, new byte[1]);

        assertThat(sent)
                .extracting(Sent::header)
                .containsExactly(START, ROW, START, START, ROW + 1_000, START + 1_000);
    }

    @Test
    void aRecordInABatchHasItsOwnPositionAndACommitItsEnd() {
        Outlet outlet = new Outlet(options(Style.JSON, true));
        transaction(outlet, 0, new byte[] {'x'});
        assertThat(sent).isEmpty();
        outlet.tick(System.nanoTime() + SECOND, this::add);

        assertThat(sent).hasSize(1);
        ByteBuffer frame = ByteBuffer.wrap(sent.get(0).payload());
        for (long position : new long[] {FIRST, ROW, END}) {
            assertThat(frame.getInt()).isEqualTo(9);
            assertThat(frame.getLong()).isEqualTo(position);
            assertThat(frame.get()).isEqualTo((byte) 'x');
        }
        assertThat(frame.getInt()).as("closing zero").isZero();
        assertThat(frame.hasRemaining()).isFalse();
    }

    @Test
    void aBinaryBatchSeparatesItsRecordsByPAndClosesWithZeroWhenItWaited() {
        Outlet outlet = new Outlet(options(Style.BINARY, true));
        transaction(outlet, 0, new byte[] {'x'});
        outlet.tick(System.nanoTime() + SECOND, this::add);

        byte[] frame = sent.get(0).payload();
        assertThat(frame).hasSize(3 * 13 + 2 + 1 + 4);
        assertThat(new byte[] {frame[13], frame[27], frame[41]}).containsOnly('P');
        assertThat(ByteBuffer.wrap(frame, 42, 4).getInt()).as("closing zero").isZero();
    }

    @Test
    void aBatchGoesOnceItIsLongerThanOneMebibyteAndEndsWithF() {
        Outlet outlet = new Outlet(options(Style.BINARY, true));
        OpenTransaction open = begun(0);
        outlet.begin(FIRST, open, new byte[1], this::add);
        outlet.row(ROW, open, new byte[(1 << 20) - 100], this::add);
        assertThat(sent).isEmpty();
        outlet.row(ROW + 8, open, new byte[100], this::add);

        assertThat(sent).hasSize(1);
        byte[] frame = sent.get(0).payload();
        assertThat(frame.length).isGreaterThan(1 << 20);
        assertThat(frame[frame.length - 1]).isEqualTo((byte) 'F');
    }

    @Test
    void aBatchWaitsASecondAtMost() {
        Outlet outlet = new Outlet(options(Style.JSON, true));
        long before = System.nanoTime();
        transaction(outlet, 0, new byte[1]);
        outlet.tick(before, this::add);
        assertThat(sent).isEmpty();
        outlet.tick(System.nanoTime() + SECOND, this::add);
        assertThat(sent).hasSize(1);
    }

    private void transaction(Outlet outlet, long offset, byte[] message) {
        OpenTransaction open = begun(offset);
        outlet.begin(FIRST + offset, open, message, this::add);
        outlet.row(ROW + offset, open, message, this::add);
        outlet.commit(END + offset, open, message, this::add);
    }

    private static OpenTransaction begun(long offset) {
        return new OpenTransaction(FIRST + offset, new PgMessage.Begin(START + offset, 0, 700));
    }

    private void add(long header, byte[] payload) {
        sent.add(new Sent(header, payload));
    }

    private static StreamOptions options(Style style, boolean batched) {
        return options(4, style, batched, false);
    }

    private static StreamOptions options(
            int decoders, Style style, boolean batched, boolean skipEmptyXacts) {
        return new StreamOptions(
                decoders,
                style,
                batched,
                true,
                true,
                skipEmptyXacts,
                true,
                false,
                List.of(),
                Duration.ZERO,
                ZoneId.of("UTC"),
                "PostgreSQL JDBC Driver");
    }
}
