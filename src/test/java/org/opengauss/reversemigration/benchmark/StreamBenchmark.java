package org.opengauss.reversemigration.benchmark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.decode.BinaryDecoder;
import org.opengauss.reversemigration.decode.JsonDecoder;
import org.opengauss.reversemigration.decode.MessageDecoder;
import org.opengauss.reversemigration.decode.Recorded;
import org.opengauss.reversemigration.decode.TransactionAssembler;
import org.opengauss.reversemigration.decode.TransactionSink;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.Transaction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Our decoders over the same recorded transactions (sysbench: 10 tables, 200-byte rows, about two rows a transaction), in
 * the three forms that parallel streams send them in; BEGIN and commit are decoded too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StreamBenchmark {
    private static final StreamMode JSON = new StreamMode(4, StreamMode.Style.JSON, false);
    private static final StreamMode BATCHED_JSON = new StreamMode(4, StreamMode.Style.JSON, true);

    /** The messages of the JSON stream put into frames of this size, as {@code sending-batch} 1 does. */
    private static final int BATCH_BYTES = 1 << 20;

    @Param({"json", "json-batched", "binary-batched"})
    public String form;

    private List<Frame> frames;
    private long bytes;
    private long rows;
    private MessageDecoder decoder;

    @Setup(Level.Trial)
    public void setUp() {
        switch (form) {
            case "json" -> {
                frames = Recorded.stream("sysbench-j-batch0");
                decoder = new JsonDecoder(JSON);
            }
            case "json-batched" -> {
                frames = batches(Recorded.stream("sysbench-j-batch0"));
                decoder = new JsonDecoder(BATCHED_JSON);
            }
            case "binary-batched" -> {
                frames = Recorded.stream("sysbench-b-batch1");
                decoder = new BinaryDecoder(Integer::toString);
            }
            default -> throw new IllegalArgumentException(form);
        }
        bytes = frames.stream().mapToLong(frame -> frame.length()).sum();
        rows = 0;
        frames.forEach(frame -> decoder.decode(frame, this::count));
    }

    private void count(SlotMessage message) {
        rows += message instanceof Change ? 1 : 0;
    }

    @Benchmark
    public void decode(Blackhole hole, Read read) {
        for (Frame frame : frames) {
            decoder.decode(frame, hole::consume);
        }
        read.add(rows, bytes);
    }

    /** To whole transactions, as the dispatcher takes them. */
    @Benchmark
    public void decodeAndAssemble(Blackhole hole, Read read) {
        TransactionAssembler assembler =
                new TransactionAssembler(new Sink(hole), 64 << 20, table -> true);
        for (Frame frame : frames) {
            decoder.decode(frame, assembler::accept);
        }
        read.add(rows, bytes);
    }

    private record Sink(Blackhole hole) implements TransactionSink {
        @Override
        public void transaction(Transaction transaction) {
            hole.consume(transaction);
        }

        @Override
        public void largeBegins(SlotMessage.Begin begin) {
            hole.consume(begin);
        }

        @Override
        public void largePart(List<SlotMessage.Content> contents, long bytes) {
            hole.consume(contents);
        }

        @Override
        public void largeEnds(SlotMessage.Commit commit) {
            hole.consume(commit);
        }
    }

    private static List<Frame> batches(List<Frame> messages) {
        List<Frame> batches = new ArrayList<>();
        ByteBuffer batch = ByteBuffer.allocate(2 * BATCH_BYTES);
        for (Frame message : messages) {
            batch.putInt(Long.BYTES + message.payload().length)
                    .putLong(message.header().value())
                    .put(message.payload());
            if (batch.position() >= BATCH_BYTES) {
                batches.add(taken(batch, message));
            }
        }
        if (batch.position() > 0) {
            batches.add(taken(batch, messages.get(messages.size() - 1)));
        }
        return batches;
    }

    private static Frame taken(ByteBuffer batch, Frame last) {
        byte[] bytes = new byte[batch.putInt(0).flip().remaining()];
        batch.get(bytes).clear();
        return new Frame(last.header(), bytes);
    }
}
