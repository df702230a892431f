package org.opengauss.reversemigration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private Bench(Options options, TargetServer server) {
        this.options = options;
        this.server = server;
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
        try (TargetServer server =
                MySqlServer.launch(Servers.targetFlavour(), Durability.POWER_LOSS)) {
            Bench bench = new Bench(options, server);
            for (Workload workload : options.workloads()) {
                bench.replay(workload);
            }
        } catch (Exception e) {
            System.err.println("error: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void replay(Workload workload) throws Exception {
        int transactions = options.transactions(workload);
        long rows = (long) transactions * workload.rowsPerTransaction();
        System.out.printf(
                "%n%s, replay: %,d rows in %,d transactions%n",
                workload.title(), rows, transactions);
        StreamFile stream = StreamFile.of(workload, transactions, FOLDER);
        ExpectedState expected = ExpectedState.of(workload, transactions);
        try (Source source = Source.replay(workload, stream)) {
            String slot = source.nextSlot();
            source.createSlot(slot);
            BareReader.Result bare = new BareReader(source.database(), slot).read(rows);
            System.out.printf(
                    "bare           %,10.0f rows/s (%.1f MB/s)%n",
                    bare.rowsPerSecond(), stream.bytes() / 1e6 / bare.seconds());
            List<Loader.Result> loaded =
                    new Loader(server, workload, options.quick()).run(transactions, expected);
            for (Loader.Result result : loaded) {
                System.out.printf(
                        "loader         %,10.0f rows/s %s %,d rows%n",
                        result.rowsPerSecond(), result.plan(), result.rows());
            }
            List<RowAtATime.Result> singles = new ArrayList<>();
            for (int writers : options.writers()) {
                RowAtATime.Result result =
                        new RowAtATime(server, workload)
                                .run(
                                        writers,
                                        transactions,
                                        Duration.ofSeconds(options.quick() ? 2 : 4));
                singles.add(result);
                System.out.printf(
                        "row at a time  %,10.0f rows/s, %d connections%n",
                        result.rowsPerSecond(), result.connections());
            }
            ToolRun run = new ToolRun(server, workload, source, options.javaOptions());
            for (String mode : options.modes()) {
                for (int writers : options.writers()) {
                    ToolRun.Result result = run.run(mode, writers, transactions, expected);
                    System.out.printf(
                            "tool           %,10.0f rows/s, %d writers, %s, %.2f s, cpu %.2f us/row, heap %d MiB, rss %d MiB%n",
                            result.rowsPerSecond(),
                            writers,
                            mode,
                            result.seconds(),
                            result.cpuMicrosPerRow(),
                            result.peakHeapMiB(),
                            result.peakResidentMiB());
                }
            }
        }
    }
}
