package org.opengauss.reversemigration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opengauss.reversemigration.testbed.MySqlServer;
import org.opengauss.reversemigration.testbed.MySqlServer.Durability;
import org.opengauss.reversemigration.testbed.Servers;
import org.opengauss.reversemigration.testbed.TargetServer;

/** Measures the tool beside what MySQL and the stream can do without it: all in one run, on one MySQL. One thread. */
public final class Bench {
    // held, or its level would be forgotten
    private static final Logger DRIVER_LOG = Logger.getLogger("org.opengauss");

    private static final Path FOLDER = Path.of("target/bench");

    private final Options options;
    private final TargetServer server;
    private final Report report;

    private Bench(Options options, TargetServer server, Report report) {
        this.options = options;
        this.server = server;
        this.report = report;
    }

    public static void main(String[] arguments) throws Exception {
        DRIVER_LOG.setLevel(Level.WARNING);
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "; see scripts/bench --help");
            System.exit(2);
            return;
        }
        boolean good;
        try (TargetServer server =
                MySqlServer.launch(Servers.targetFlavour(), Durability.POWER_LOSS)) {
            good = new Bench(options, server, new Report(FOLDER)).run();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        Map<String, String> machine = Machine.facts(server);
        machine.forEach((name, value) -> report.line("%-32s %s", name, value));
        List<Measurement> runs = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            for (String kind : options.sources(workload)) {
                runs.add(measure(workload, kind));
                report.measurement(runs.get(runs.size() - 1));
                report.write(machine, options, runs);
            }
        }
        report.line("");
        report.line("results: target/bench/results.json, this text: target/bench/report.txt");
        return runs.stream().allMatch(run -> run.failures().isEmpty());
    }

    private Measurement measure(Workload workload, String kind) throws Exception {
        int transactions = options.transactions(workload);
        report.progress("%s, %s: %,d transactions", workload.title(), kind, transactions);
        boolean replays = kind.equals("replay");
        try (Source source = replays ? replay(workload) : standIn(workload)) {
            String slot = source.nextSlot();
            if (replays) {
                source.createSlot(slot);
            }
            BareReader reader = new BareReader(source.database(), slot);
            BareReader.Result bare = reader.read(source.end());
            source.forget(slot);
            source.holds(reader.commits());
            report.progress("bare stream %,.0f rows/s", bare.rowsPerSecond());
            ExpectedState planned = ExpectedState.of(workload, transactions);
            List<Loader.Result> loaded =
                    new Loader(server, workload, options.quick()).run(transactions, planned);
            loaded.forEach(
                    one ->
                            report.progress(
                                    "loader %,.0f rows/s, %s", one.rowsPerSecond(), one.plan()));
            List<RowAtATime.Result> singles = singles(workload, transactions);
            List<String> failures = new ArrayList<>();
            List<ToolRun.Result> drains =
                    drains(
                            new ToolRun(server, workload, source, options.javaOptions()),
                            transactions,
                            bare,
                            replays ? planned : source.state(workload),
                            failures);
            return Measurement.of(
                    workload.title(),
                    kind,
                    bare,
                    loaded,
                    singles,
                    drains,
                    options.lag(workload) && replays ? lag(workload, drains, failures) : null,
                    failures);
        }
    }

    private Source replay(Workload workload) throws Exception {
        return Source.replay(
                workload, StreamFile.of(workload, options.transactions(workload), FOLDER));
    }

    private Source standIn(Workload workload) throws Exception {
        int streams = 1 + options.modes().size() * options.writers().size();
        return Source.standIn(workload, options.transactions(workload), streams);
    }

    /** At a third of the best ordered rate; null where that cannot be. */
    private LagRun.Result lag(Workload workload, List<ToolRun.Result> drains, List<String> failures)
            throws Exception {
        ToolRun.Result best =
                drains.stream()
                        .filter(drain -> drain.mode().equals("transaction"))
                        .max(Comparator.comparingDouble(ToolRun.Result::transactionsPerSecond))
                        .orElse(null);
        if (best == null || !workload.hasLag()) {
            return null;
        }
        try {
            return new LagRun(server, workload, options.javaOptions(), options.quick())
                    .run(best.mode(), best.writers(), best.transactionsPerSecond() / 3);
        } catch (IllegalStateException e) {
            failures.add(e.getMessage());
            return null;
        }
    }

    private List<RowAtATime.Result> singles(Workload workload, int transactions) throws Exception {
        List<RowAtATime.Result> singles = new ArrayList<>();
        for (int connections : options.writers()) {
            RowAtATime.Result result =
                    new RowAtATime(server, workload)
                            .run(
                                    connections,
                                    transactions,
                                    Duration.ofSeconds(options.quick() ? 2 : 5));
            singles.add(result);
            report.progress(
                    "row at a time %,.0f rows/s, %d connections",
                    result.rowsPerSecond(), connections);
        }
        return singles;
    }

    private List<ToolRun.Result> drains(
            ToolRun run,
            int transactions,
            BareReader.Result bare,
            ExpectedState expected,
            List<String> failures)
            throws Exception {
        List<ToolRun.Result> drains = new ArrayList<>();
        for (String mode : options.modes()) {
            for (int writers : options.writers()) {
                try {
                    ToolRun.Result result = run.run(mode, writers, transactions, bare, expected);
                    drains.add(result);
                    report.progress(
                            "tool %,.0f rows/s, %s, %d writers",
                            result.rowsPerSecond(), mode, writers);
                } catch (IllegalStateException e) {
                    failures.add(e.getMessage());
                    report.progress("FAILED: %s", e.getMessage());
                }
            }
        }
        return drains;
    }
}
