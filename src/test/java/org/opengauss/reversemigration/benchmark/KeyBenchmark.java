package org.opengauss.reversemigration.benchmark;

import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.target.KeyBench;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Conflict keys of single-row inserts over 100 tables in turn, the look-up of the plan included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KeyBenchmark {
    @Param({"integer", "text"})
    public String kind;

    private KeyBench bench;

    @Setup
    public void setUp() {
        bench = KeyBench.of(kind);
    }

    @Benchmark
    public long row() {
        return bench.next();
    }
}
