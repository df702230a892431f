package org.opengauss.reversemigration.demo;

import java.sql.Connection;
import java.sql.SQLException;
import org.opengauss.reversemigration.testbed.workload.History;
import org.opengauss.reversemigration.testbed.workload.LagProbe;

/** Prints every second what was written, what has arrived, and how far apart they are. One thread. */
final class Meter {
    private final Report report;
    private final History history;
    private final LagProbe probe;
    private final Connection mysql;
    private final long begin;
    private int lines;
    private double lastSeconds;
    private long lastChanges;

    Meter(Report report, History history, LagProbe probe, Connection mysql, long begin) {
        this.report = report;
        this.history = history;
        this.probe = probe;
        this.mysql = mysql;
        this.begin = begin;
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    long untilNextSecond() {
        return Math.max(1, 1_000 - (System.nanoTime() - begin) / 1_000_000 % 1_000);
    }

    /** Transactions of the workload on MySQL; they come in order, so the highest number counts them. */
    long applied() throws SQLException {
        return Demo.number(mysql, "select coalesce(max(seq), 0) from journal");
    }

    void print() throws SQLException {
        if (lines++ == 0) {
            report.line("   time   openGauss rows    MySQL rows    rows/s       lag");
        }
        double seconds = seconds();
        long changes = history.changes(applied());
        report.line(
                "%5.0f s   %,14d    %,10d   %,7.0f   %,4d ms",
                seconds,
                history.changes(history.committed()),
                changes,
                (changes - lastChanges) / Math.max(0.001, seconds - lastSeconds),
                probe.now().toMillis());
        lastSeconds = seconds;
        lastChanges = changes;
    }
}
