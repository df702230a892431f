package org.opengauss.reversemigration.histories;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.opengauss.reversemigration.cli.ReverseMigration;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.config.ConfigurationLoader;
import org.opengauss.reversemigration.pipeline.Replication;
import org.opengauss.reversemigration.pipeline.StartOptions;
import org.opengauss.reversemigration.pipeline.StopSignal;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.standin.StandIn;
import org.opengauss.reversemigration.standin.WrittenStream;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;

/**
 * One seed: draws a schema, a history, a configuration and disturbances, serves the history to the tool in this JVM, and
 * holds every snapshot and the end to the oracle.
 */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final long seed;
    private final Random random;
    private final int transactions;
    private boolean streams;
    private String told = "";

    Trial(long seed, int transactions) {
        this.seed = seed;
        // neighbouring seeds of Random begin alike
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        this.transactions = transactions;
    }

    /** What it was, in a line. */
    String told() {
        return told;
    }

    /** @throws AssertionError if the tool stopped, did not come to the end, or showed a state that never was */
    void run() throws Exception {
        WrittenStream.Mode mode = pick(WrittenStream.Mode.values());
        // a transaction that is streamed is not held, so its net effect cannot be told
        streams = random.nextInt(8) == 0;
        int batchBytes = pick(new Integer[] {300, 5_000, 1 << 20});
        Path recording = Files.createTempFile("history-", ".gz");
        try (TargetDatabase target = TargetDatabase.create();
                Equality equality = new Equality(target.server().connect(target.name()))) {
            List<Table> tables = Schema.random(random, target.server().isMariaDb());
            Schema.learn(tables, equality);
            History history =
                    History.random(
                            random, tables, equality, transactions, mode, batchBytes, !streams);
            history.save(recording);
            makeOnTarget(target, tables);
            PostgresDatabase behind = PostgresDatabase.create();
            try (SourceDatabase source =
                    SourceDatabase.of(behind, StandIn.replay(behind, Manners.A_6_0, recording))) {
                for (Table table : tables) {
                    source.execute(table.onSource());
                }
                replay(source, target, mode, history);
            }
        } finally {
            Files.delete(recording);
        }
    }

    private static void makeOnTarget(TargetDatabase target, List<Table> tables)
            throws SQLException {
        try (Connection mysql = target.connect();
                Statement statement = mysql.createStatement()) {
            for (Table table : tables) {
                statement.execute(table.onMySql(tables));
            }
        }
    }

    private void replay(
            SourceDatabase source, TargetDatabase target, WrittenStream.Mode mode, History history)
            throws Exception {
        ToolConfig config = ToolConfig.of(source, target).withYaml(mode.keys());
        ToolConfig first = drawn(config);
        ToolConfig second = drawn(config);
        int half = random.nextInt(4) == 0 ? random.nextInt(history.size()) : history.size();
        Disturbance.Plan plan =
                new Disturbance.Plan(random.nextInt(100) < 40, random.nextInt(100) < 15);
        told =
                "seed %d: %d tables, %d transactions, %d changes, %s, %s, %s"
                        .formatted(
                                seed,
                                history.tables().size(),
                                history.size(),
                                history.changes(),
                                mode,
                                apply(first)
                                        + (half < history.size()
                                                ? " until " + half + ", then " + apply(second)
                                                : ""),
                                plan);
        create(first);
        try (PrefixWatch watch =
                PrefixWatch.start(target.connect(), target.ledgerDatabase(), history)) {
            try (Disturbance disturbance =
                    new Disturbance(
                            target.connect(),
                            target.name(),
                            target.server().toolUser(),
                            history.tables(),
                            plan,
                            seed)) {
                if (half < history.size()) {
                    runUntil(half, first, watch, history);
                    runUntil(history.size(), second, watch, history);
                } else {
                    runUntil(history.size(), first, watch, history);
                }
                told += ", disturbed " + disturbance.done();
            }
            told +=
                    ", %d snapshots, %d states, %d open at once"
                            .formatted(watch.snapshots(), watch.states(), watch.mostOpen());
        }
    }

    private static String apply(ToolConfig config) {
        return config.text().replaceAll("(?s).*apply: (\\{.*?}).*", "$1").replaceAll("\\s+", " ");
    }

    private ToolConfig drawn(ToolConfig config) {
        ToolConfig drawn =
                config.with("apply.writers", pick(new Integer[] {1, 2, 4, 8, 16, 16}))
                        .with("apply.max-chunk-rows", pick(new Integer[] {1, 3, 10, 30, 100, 8192}))
                        .with(
                                "apply.max-chunk-transactions",
                                pick(new Integer[] {1, 2, 5, 20, 8192, 8192}))
                        .with("apply.mode", mode())
                        .with("apply.chunk-target", pick(new String[] {"1ms", "5ms", "80ms"}));
        return streams ? drawn.with("apply.max-transaction-bytes", "1KiB") : drawn;
    }

    private String mode() {
        String drawn = random.nextInt(3) == 0 ? "table" : "transaction";
        return System.getProperty("histories.mode", drawn);
    }

    private static void create(ToolConfig config) throws Exception {
        Path file = Files.createTempFile("history-", ".yaml");
        try {
            Files.writeString(file, config.text());
            int code =
                    ReverseMigration.commandLine()
                            .setOut(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                            .execute("create", "-c", file.toString());
            if (code != 0) {
                throw new AssertionError("create ended with " + code);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Configuration loaded(ToolConfig config) throws Exception {
        Path file = Files.createTempFile("history-", ".yaml");
        try {
            Files.writeString(file, config.text());
            return ConfigurationLoader.load(file);
        } finally {
            Files.delete(file);
        }
    }

    private void runUntil(int upTo, ToolConfig config, PrefixWatch watch, History history)
            throws Exception {
        Configuration configuration = loaded(config);
        StopSignal stop = new StopSignal();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread tool =
                new Thread(
                        () -> {
                            try {
                                Replication.run(configuration, new StartOptions(false), stop);
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        },
                        "tool");
        tool.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (watch.applied() < upTo
                && tool.isAlive()
                && watch.problem().isEmpty()
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        boolean arrived = watch.applied() >= upTo;
        stop.request();
        tool.join();
        if (failure.get() != null) {
            int at = watch.applied();
            throw new AssertionError(
                    "the tool stopped behind transaction "
                            + at
                            + ": "
                            + failure.get().getMessage()
                            + "\n"
                            + context(history, at),
                    failure.get());
        }
        if (!watch.problem().isEmpty()) {
            throw new AssertionError(watch.problem() + "\n" + context(history, watch.applied()));
        }
        if (!arrived) {
            throw new AssertionError(
                    "after " + PATIENCE + " it stood at " + watch.applied() + " of " + upTo);
        }
    }

    private static String context(History history, int at) {
        StringBuilder text = new StringBuilder();
        history.tables()
                .forEach(
                        table ->
                                text.append(table.onMySql(history.tables()))
                                        .append("  -- ")
                                        .append(table.identity().kind())
                                        .append('\n'));
        return text + history.text(at - 3, at + 6);
    }

    private <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
