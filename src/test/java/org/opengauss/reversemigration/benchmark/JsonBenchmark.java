package org.opengauss.reversemigration.benchmark;

import com.alibaba.fastjson2.JSONReader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opengauss.reversemigration.decode.JsonDecoder;
import org.opengauss.reversemigration.decode.MessageDecoder;
import org.opengauss.reversemigration.decode.Recorded;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.StreamMode;
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
 * Our JSON decoder beside general parsers, over row messages as openGauss sent them (BEGIN and commit are no JSON, so
 * they are left out for all).
 *
 * <p>Each is given one message at a time, as the stream gives them. The general parsers go over the whole message and are
 * asked for each name and each value as text, the least that a program built on them does; {@code jacksonChars} spares
 * even the String. Ours makes complete changes: names of table and columns known, the values' second layer of escaping
 * (SQL literals) undone, grammar checked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class JsonBenchmark {
    /** Few enough to stay in a processor's cache, as messages do that have just been received. */
    private static final int MESSAGES = 5_000;

    /** {@code sysbench}: few shapes, long values; the others: all types, shapes and escapes there are. */
    @Param({"sysbench", "dolphin", "captures"})
    public String messages;

    private List<Frame> frames;
    private long bytes;
    private MessageDecoder decoder;
    private JsonFactory jackson;

    @Setup(Level.Trial)
    public void setUp() {
        frames = recorded().filter(frame -> frame.payload()[0] == '{').limit(MESSAGES).toList();
        bytes = frames.stream().mapToLong(frame -> frame.length()).sum();
        decoder = new JsonDecoder(new StreamMode(4, StreamMode.Style.JSON, false));
        jackson = new JsonFactory();
    }

    private Stream<Frame> recorded() {
        return switch (messages) {
            case "sysbench" -> Recorded.stream("sysbench-j-batch0").stream();
            case "dolphin" ->
                    // without the few messages of up to a megabyte, which would be all that counts
                    Recorded.stream("dolphin-j-batch0").stream()
                            .filter(frame -> frame.length() < 4096);
            case "captures" ->
                    Stream.of("A_par4_j_batch0", "B_dolphin_par4_j", "B_nodolphin_par4_j")
                            .flatMap(name -> Recorded.capture("6.0/" + name).stream());
            default -> throw new IllegalArgumentException(messages);
        };
    }

    @Benchmark
    public void ours(Blackhole hole, Read read) {
        Consumer<SlotMessage> sink = hole::consume;
        for (Frame frame : frames) {
            decoder.decode(frame, sink);
        }
        read.add(frames.size(), bytes);
    }

    @Benchmark
    public void jackson(Blackhole hole, Read read) throws IOException {
        for (Frame frame : frames) {
            try (JsonParser parser = jackson.createParser(frame.payload())) {
                for (JsonToken token = parser.nextToken();
                        token != null;
                        token = parser.nextToken()) {
                    if (token == JsonToken.FIELD_NAME) {
                        hole.consume(parser.currentName());
                    } else if (token == JsonToken.VALUE_STRING) {
                        hole.consume(parser.getText());
                    }
                }
            }
        }
        read.add(frames.size(), bytes);
    }

    @Benchmark
    public void jacksonChars(Blackhole hole, Read read) throws IOException {
        for (Frame frame : frames) {
            try (JsonParser parser = jackson.createParser(frame.payload())) {
                for (JsonToken token = parser.nextToken();
                        token != null;
                        token = parser.nextToken()) {
                    if (token == JsonToken.FIELD_NAME) {
                        hole.consume(parser.currentName());
                    } else if (token == JsonToken.VALUE_STRING) {
                        hole.consume(parser.getTextCharacters());
                        hole.consume(parser.getTextLength());
                    }
                }
            }
        }
        read.add(frames.size(), bytes);
    }

    @Benchmark
    public void fastjson2(Blackhole hole, Read read) {
        for (Frame frame : frames) {
            try (JSONReader reader = JSONReader.of(frame.payload())) {
                reader.nextIfObjectStart();
                while (!reader.nextIfObjectEnd()) {
                    hole.consume(reader.readFieldName());
                    if (reader.nextIfArrayStart()) {
                        while (!reader.nextIfArrayEnd()) {
                            hole.consume(reader.readString());
                        }
                        reader.nextIfComma();
                    } else {
                        hole.consume(reader.readString());
                    }
                }
            }
        }
        read.add(frames.size(), bytes);
    }
}
