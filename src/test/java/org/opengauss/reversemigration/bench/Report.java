package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmark says: on the terminal as it goes, and at the end in files. One thread. */
final class Report {
    private final PrintStream out = new PrintStream(System.out, true, UTF_8);
    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    /** The folder is made if it is not there. */
    Report(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** A line for the terminal alone: what is being done. */
    void progress(String format, Object... values) {
        out.println("  ... " + String.format(Locale.ROOT, format, values));
    }

    /** A line of the report. */
    void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        out.println(line);
        text.append(line).append('\n');
    }

    void measurement(Measurement measured) {
        line("");
        line(
                "%s, %s: %,d rows in %,d transactions",
                measured.workload(), measured.source(), measured.rows(), measured.transactions());
        line(
                "  bare stream   %,10.0f rows/s, %,.0f transactions/s, %.0f MB/s",
                measured.bare().rowsPerSecond(),
                measured.bare().transactionsPerSecond(),
                measured.bare().megabytesPerSecond());
        Measurement.Loading loader = measured.loader();
        line(
                "  plain loader  %,10.0f rows/s (%s, %d rows a statement, %d a commit, connections: %d)",
                loader.rowsPerSecond(),
                loader.form().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                loader.statementRows(),
                loader.commitRows(),
                loader.connections());
        line("  shared limit  %,10.0f rows/s", measured.sharedLimit());
        line(
                "  row at a time, by connections: %s",
                String.join(
                        "  ",
                        measured.rowAtATime().stream()
                                .map(
                                        one ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%d: %,.0f/s",
                                                        one.connections(),
                                                        one.rowsPerSecond()))
                                .toList()));
        line(
                "  %-11s %7s %10s %10s %8s %8s %8s %8s %8s %6s %6s",
                "mode",
                "writers",
                "rows/s",
                "trx/s",
                "x single",
                "x loader",
                "x limit",
                "µs/row",
                "µs/trx",
                "heap",
                "RSS");
        for (Measurement.Drain drain : measured.tool()) {
            line(
                    "  %-11s %7d %,10.0f %,10.0f %8s %8.2f %8.2f %8.2f %8.2f %6d %6d",
                    drain.mode(),
                    drain.writers(),
                    drain.rowsPerSecond(),
                    drain.transactionsPerSecond(),
                    drain.toRowAtATime() == null
                            ? "-"
                            : String.format(Locale.ROOT, "%.1f", drain.toRowAtATime()),
                    drain.toLoader(),
                    drain.toSharedLimit(),
                    drain.cpuMicrosPerRow(),
                    drain.cpuMicrosPerTransaction(),
                    drain.peakHeapMiB(),
                    drain.peakResidentMiB());
        }
        if (measured.ratios().orderedToTable() != null) {
            line("  ordered by table mode: %.2f", measured.ratios().orderedToTable());
        }
        LagRun.Result lag = measured.lag();
        if (lag != null) {
            line(
                    "  lag at %,.0f transactions/s, %d writers: p50 %.1f ms, p99 %.1f ms (looked every %.1f ms)",
                    lag.transactionsPerSecond(),
                    lag.writers(),
                    lag.p50(),
                    lag.p99(),
                    lag.lookP50());
            line(
                    "    one MySQL commit p50 %.1f ms, p99 %.1f ms (idle %.1f ms); delivery p50 %.1f ms, p99 %.1f ms; lag by (4 commits + delivery): %.2f",
                    lag.commitP50(),
                    lag.commitP99(),
                    lag.idleCommitP50(),
                    lag.deliveryP50(),
                    lag.deliveryP99(),
                    lag.p50ToBound());
        }
        measured.failures().forEach(failure -> line("  FAILED: %s", failure));
    }

    void write(Map<String, String> machine, Options options, List<Measurement> runs)
            throws IOException {
        Files.writeString(folder.resolve("report.txt"), text, UTF_8);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        folder.resolve("results.json").toFile(),
                        Map.of("machine", machine, "options", options, "runs", runs));
    }
}
