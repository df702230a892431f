package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opengauss.reversemigration.testbed.TargetServer;

/**
 * Writes a workload's rows into MySQL as a plain client would at its best, without a source and without order between
 * tables: the rate the tool is measured by.
 */
final class Loader {
    /** How a loader writes. */
    record Plan(int statementRows, int commitRows, int connections, LoaderBatch.Form form) {}

    /** What it reached. */
    record Result(Plan plan, long rows, double seconds, double rowsPerSecond) {}

    /** The hot row takes a few thousand updates a second: enough to know how many. */
    private static final int MOST_SINGLE_UPDATES = 20_000;

    private final TargetServer server;
    private final Workload workload;
    private final boolean quick;

    Loader(TargetServer server, Workload workload, boolean quick) {
        this.server = server;
        this.workload = workload;
        this.quick = quick;
    }

    /** Tries the plans on a part of the transactions; the best of them last, over all, with its end state checked. */
    List<Result> run(int transactions, ExpectedState expected) throws Exception {
        List<Plan> plans = plans();
        List<Result> results = new ArrayList<>();
        if (plans.size() > 1) {
            int part = Math.max(1, transactions / 5);
            for (Plan plan : plans) {
                results.add(load(plan, part, null));
            }
            results.sort(Comparator.comparingDouble(Result::rowsPerSecond).reversed());
            plans = results.stream().limit(quick ? 1 : 2).map(Result::plan).toList();
        }
        List<Result> whole = new ArrayList<>();
        for (Plan plan : plans) {
            whole.add(
                    workload == Workload.HOT_ROW && transactions > MOST_SINGLE_UPDATES
                            ? load(plan, MOST_SINGLE_UPDATES, null)
                            : load(plan, transactions, expected));
        }
        whole.sort(Comparator.comparingDouble(Result::rowsPerSecond));
        results.addAll(whole);
        return results;
    }

    private List<Plan> plans() {
        return switch (workload) {
            case HOT_ROW -> List.of(new Plan(1, 500, 1, LoaderBatch.Form.SINGLE));
            case NO_KEY -> plans(LoaderBatch.Form.SINGLE, 50, 500, 50, 2000);
            case WIDE_ROW -> plans(LoaderBatch.Form.MULTI_ROW, 50, 500, 200, 2000);
            case UPDATE_MIX -> {
                List<Plan> plans = plans(LoaderBatch.Form.UPSERT, 200, 2000, 500, 5000);
                plans.add(new Plan(50, 2000, 2, LoaderBatch.Form.CASE));
                yield plans;
            }
            case INSERT_100_TABLES, INSERT_1_TABLE, DELETE, BIG_TRANSACTION ->
                    plans(LoaderBatch.Form.MULTI_ROW, 50, 500, 200, 2000, 500, 2000, 500, 5000);
        };
    }

    /** Pairs of rows a statement and rows a commit, each with 1, 2 and 4 connections. */
    private List<Plan> plans(LoaderBatch.Form form, int... sizes) {
        List<Plan> plans = new ArrayList<>();
        for (int i = quick ? sizes.length - 4 : 0; i < sizes.length; i += 2) {
            for (int connections : quick ? new int[] {2, 4} : new int[] {1, 2, 4}) {
                plans.add(new Plan(sizes[i], sizes[i + 1], connections, form));
            }
        }
        return plans;
    }

    private Result load(Plan plan, int transactions, ExpectedState expected) throws Exception {
        try (Target target = Target.create(server, workload, transactions)) {
            Crew.Result result =
                    Crew.run(
                            plan.connections(),
                            i ->
                                    () ->
                                            write(
                                                    target,
                                                    plan,
                                                    transactions,
                                                    new Share(
                                                            i,
                                                            plan.connections(),
                                                            workload.tables(),
                                                            transactions
                                                                    * workload
                                                                            .rowsPerTransaction())));
            if (expected != null) {
                List<String> differences = target.differences(expected);
                if (!differences.isEmpty()) {
                    throw new IllegalStateException(
                            "the plain loader left " + String.join("; ", differences));
                }
            }
            return new Result(plan, result.rows(), result.seconds(), result.rate());
        }
    }

    private long write(Target target, Plan plan, int transactions, Share share)
            throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "set session foreign_key_checks=0, transaction_isolation='READ-COMMITTED'");
            connection.setAutoCommit(false);
            LoaderBatch batch = new LoaderBatch(workload, plan, share, connection, statement);
            try {
                workload.play(transactions, batch);
                return batch.finish();
            } catch (LoaderBatch.Failure e) {
                throw e.cause();
            }
        }
    }
}
