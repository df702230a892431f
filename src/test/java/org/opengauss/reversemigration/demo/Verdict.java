package org.opengauss.reversemigration.demo;

import java.io.IOException;
import java.util.List;
import org.opengauss.reversemigration.testbed.workload.History;
import org.opengauss.reversemigration.testbed.workload.LagProbe;
import org.opengauss.reversemigration.testbed.workload.SnapshotWatch;

/** The end of the demo in one table. One thread. */
record Verdict(Report report, Meter meter, History history, LagProbe probe, SnapshotWatch watch) {
    /** One table on both sides. */
    record Table(String name, long sourceRows, long targetRows, List<String> differences) {}

    /** Prints the summary; true if everything is as it should be. */
    boolean sum(double wrote, double caughtUp, int exitCode, List<Table> tables)
            throws IOException {
        long transactions = history.committed();
        long changes = history.changes(transactions);
        boolean equal = tables.stream().allMatch(table -> table.differences().isEmpty());
        report.summary("");
        report.summary("table                  openGauss       MySQL   equal");
        for (Table table : tables) {
            report.summary(
                    "%-20s %,11d %,11d   %s",
                    table.name(),
                    table.sourceRows(),
                    table.targetRows(),
                    table.differences().isEmpty() ? "yes" : "NO");
        }
        report.summary("");
        report.summary(
                "transactions   %,d (%,.0f/s), %,d row changes (%,.0f/s) in %.1f s",
                transactions, transactions / caughtUp, changes, changes / caughtUp, caughtUp);
        report.summary(
                "lag            p50 %d ms, p99 %d ms; caught up %d ms after the last commit",
                probe.percentile(0.5).toMillis(),
                probe.percentile(0.99).toMillis(),
                Math.round((caughtUp - wrote) * 1_000));
        report.summary(
                "snapshots      %d of MySQL while it ran, %d different states, %s",
                watch.snapshots(),
                watch.states(),
                watch.problems().isEmpty()
                        ? "each one that openGauss was in"
                        : "NOT ALL STATES OF OPENGAUSS");
        report.summary("tool           ended with exit code %d on SIGTERM", exitCode);
        tables.forEach(table -> table.differences().forEach(line -> report.summary("%s", line)));
        watch.problems().forEach(problem -> report.summary("%s", problem));
        boolean good = equal && watch.problems().isEmpty() && exitCode == 0;
        report.summary("");
        report.summary("both sides are %s", equal ? "equal, row by row" : "DIFFERENT");
        report.writeSummary();
        report.line("summary: target/demo/summary.txt; the tool's log: target/demo/tool.log");
        return good;
    }
}
