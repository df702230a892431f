package org.opengauss.reversemigration.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.Comparison;
import org.opengauss.reversemigration.testbed.SourceDatabase;
import org.opengauss.reversemigration.testbed.TargetDatabase;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;
import org.opengauss.reversemigration.testbed.workload.LagProbe;
import org.opengauss.reversemigration.testbed.workload.SnapshotWatch;
import org.opengauss.reversemigration.testbed.workload.Workload;

/** Runs the tool against real servers under a mixed workload and judges the end. See {@code scripts/demo --help}. */
public final class Demo {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CATCH_UP_PATIENCE = Duration.ofMinutes(10);

    private final Options options;
    private final Report report;
    private final SourceDatabase source;
    private final TargetDatabase target;

    // held, or its level would be forgotten
    private static final Logger DRIVER_LOG = Logger.getLogger("org.opengauss");

    private Demo(Options options, Report report, SourceDatabase source, TargetDatabase target) {
        this.options = options;
        this.report = report;
        this.source = source;
        this.target = target;
    }

    public static void main(String[] arguments) throws Exception {
        DRIVER_LOG.setLevel(Level.WARNING);
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "; see scripts/demo --help");
            System.exit(2);
            return;
        }
        Report report = new Report(Path.of("target/demo"));
        boolean equal;
        report.line("starting servers ...");
        try (TargetDatabase target = TargetDatabase.create();
                SourceDatabase source = SourceDatabase.create(Manners.DOLPHIN_6_0)) {
            equal = new Demo(options, report, source, target).run();
        }
        System.exit(equal ? 0 : 1);
    }

    private boolean run() throws SQLException, IOException, InterruptedException {
        try (Connection openGauss = source.connect();
                Connection mysql = target.connect()) {
            introduce(openGauss, mysql);
            Workload.createTables(openGauss, mysql);
            ToolConfig config =
                    ToolConfig.of(source, target)
                            .with("apply.writers", options.writers())
                            .with("status.interval", "1s");
            report.file("config.yaml", config.text());
            ToolProcess.Result created = ToolProcess.run(config, "create");
            if (created.exitCode() != 0) {
                report.line("create failed (%d):%n%s", created.exitCode(), created.all());
                return false;
            }
            report.line("$ java -jar reverse-migration.jar create%n%s", indented(created.output()));
            report.line("$ java -jar reverse-migration.jar start &");
            try (ToolProcess tool = ToolProcess.launch(config, List.of("-Xmx512m"), "start")) {
                try {
                    return replicate(tool, openGauss, mysql);
                } finally {
                    report.file("tool.log", tool.written());
                }
            }
        }
    }

    private void introduce(Connection openGauss, Connection mysql) throws SQLException {
        String server = text(openGauss, "select version()").strip();
        report.summary(
                "source  %s%s",
                server.replaceFirst("^\\((openGauss \\S+).*$", "$1"),
                SourceDatabase.isReal()
                        ? ""
                        : " stand-in, B with dolphin (a gateway before a real PostgreSQL)");
        report.summary(
                "target  %s %s",
                mysql.getMetaData().getDatabaseProductName(), text(mysql, "select version()"));
    }

    private boolean replicate(ToolProcess tool, Connection openGauss, Connection mysql)
            throws SQLException, IOException, InterruptedException {
        Workload.populate(openGauss, options.sessions());
        tool.await(
                "the first rows reach MySQL",
                START_PATIENCE,
                () -> number(mysql, "select count(*) from account_cash") > 0);
        report.line(
                "%n%d sessions write to openGauss, %d writers to MySQL:%n",
                options.sessions(), options.writers());
        long begin = System.nanoTime();
        try (Workload workload =
                        Workload.start(
                                source::connect,
                                options.sessions(),
                                Long.MAX_VALUE,
                                options.ratePerSession(),
                                options.seed());
                LagProbe probe =
                        LagProbe.start(source.connect(), target.connect(), Duration.ofMillis(50));
                SnapshotWatch watch =
                        SnapshotWatch.start(
                                target.connect(), workload.history(), Duration.ofMillis(250))) {
            Meter meter = new Meter(report, workload.history(), probe, mysql, begin);
            CountDownLatch never = new CountDownLatch(1);
            while (meter.seconds() < options.seconds() && workload.isRunning()) {
                never.await(meter.untilNextSecond(), MILLISECONDS);
                meter.print();
                requireAlive(tool);
            }
            probe.finish();
            workload.finish();
            double wrote = meter.seconds();
            tool.await(
                    "MySQL catches up",
                    CATCH_UP_PATIENCE,
                    () -> meter.applied() == workload.history().committed() && probe.allArrived());
            double caughtUp = meter.seconds();
            meter.print();
            ToolProcess.Result stopped = tool.stop();
            watch.finish();
            return new Verdict(report, meter, workload.history(), probe, watch)
                    .sum(wrote, caughtUp, stopped.exitCode(), compare(openGauss, mysql));
        }
    }

    private static void requireAlive(ToolProcess tool) {
        if (!tool.isAlive()) {
            throw new IllegalStateException("the tool ended by itself:\n" + tool.written());
        }
    }

    private List<Verdict.Table> compare(Connection openGauss, Connection mysql)
            throws SQLException {
        List<Verdict.Table> tables = new ArrayList<>();
        for (String table : Workload.TABLES) {
            tables.add(
                    new Verdict.Table(
                            table,
                            number(openGauss, "select count(*) from " + table),
                            number(mysql, "select count(*) from " + table),
                            Comparison.differences(
                                    openGauss, "public", table, mysql, target.name(), table)));
        }
        return tables;
    }

    private static String indented(String text) {
        return text.strip().indent(2).stripTrailing();
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
