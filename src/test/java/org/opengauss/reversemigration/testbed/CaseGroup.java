package org.opengauss.reversemigration.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cases that run together: one source, one slot, one run of the tool; their changes come one case after the other. Starting
 * processes is what takes the time. Where something goes wrong for all, each case is run alone, so that the culprit fails
 * and the others do not. One thread.
 */
final class CaseGroup {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String MARKER = "rm_marker";

    /** Something that a test does. */
    private interface Step {
        void run() throws SQLException;
    }

    private final CaseVariant variant;
    private final List<CaseFolder> folders;

    private final Map<CaseFolder, AssertionError> failures = new HashMap<>();
    private boolean hasRun;

    /** Why the group could not run; it is kept until it is known whether a case fails alone. */
    private Optional<Throwable> failedTogether = Optional.empty();

    private boolean failedAlone;

    CaseGroup(CaseVariant variant, List<CaseFolder> folders) {
        this.variant = variant;
        this.folders = List.copyOf(folders);
    }

    List<CaseFolder> folders() {
        return folders;
    }

    /** Runs the group if it has not run; throws what this case failed with. */
    void check(CaseFolder folder) throws SQLException {
        if (folders.size() == 1) {
            runAlone(folder);
            return;
        }
        if (!hasRun) {
            hasRun = true;
            try {
                runTogether();
            } catch (SQLException | RuntimeException | AssertionError e) {
                failedTogether = Optional.of(e);
            }
        }
        if (failedTogether.isPresent() && !failures.containsKey(folder)) {
            culprit(folder, failedTogether.get());
            return;
        }
        rethrow(folder);
    }

    private void rethrow(CaseFolder folder) {
        AssertionError failure = failures.get(folder);
        if (failure != null) {
            throw failure;
        }
    }

    private void culprit(CaseFolder folder, Throwable together) throws SQLException {
        try {
            runAlone(folder);
        } catch (SQLException | RuntimeException | AssertionError e) {
            failedAlone = true;
            throw e;
        }
        if (!failedAlone && folder.equals(folders.get(folders.size() - 1))) {
            throw new AssertionError("each of these passes alone, but not together", together);
        }
    }

    private void runTogether() throws SQLException {
        List<TargetDatabase> databases = new ArrayList<>();
        try (SourceDatabase source = variant.source();
                TargetDatabase home = TargetDatabase.create()) {
            try {
                List<CaseRun> runs = new ArrayList<>();
                for (CaseFolder folder : folders) {
                    TargetDatabase database = TargetDatabase.create();
                    databases.add(database);
                    runs.add(
                            new CaseRun(
                                    folder,
                                    source,
                                    database,
                                    database.name(),
                                    home.ledgerDatabase()));
                }
                replicate(source, home, runs);
                for (CaseRun run : runs) {
                    judge(run);
                }
            } finally {
                for (TargetDatabase database : databases) {
                    database.close();
                }
            }
        }
    }

    private void judge(CaseRun run) throws SQLException {
        try {
            run.compare();
            run.expected();
        } catch (AssertionError e) {
            failures.putIfAbsent(run.folder(), e);
        }
    }

    private void runAlone(CaseFolder folder) throws SQLException {
        try (SourceDatabase source = variant.source();
                TargetDatabase target = TargetDatabase.create()) {
            CaseRun run = new CaseRun(folder, source, target, "public", target.ledgerDatabase());
            Optional<String> failure = run.text("expect-failure");
            if (failure.isPresent()) {
                fail(failure.get(), source, run);
            } else {
                replicate(source, target, List.of(run));
                rethrow(folder);
                run.compare();
            }
            run.expected();
        }
    }

    private void replicate(SourceDatabase source, TargetDatabase home, List<CaseRun> runs)
            throws SQLException {
        prepare(source, home, runs);
        ToolConfig config = config(source, home, runs.get(0));
        create(config);
        try (ToolProcess tool = ToolProcess.start(config);
                Connection connection = home.connect()) {
            for (CaseRun run : runs) {
                in(run, run::change);
            }
            source.execute("INSERT INTO " + MARKER + " VALUES (1)");
            tool.await("the last change is on MySQL", PATIENCE, () -> hasMarker(connection));
            ToolProcess.Result result = tool.stop();
            assertThat(result.exitCode()).as(result.all()).isZero();
        }
    }

    private void prepare(SourceDatabase source, TargetDatabase home, List<CaseRun> runs)
            throws SQLException {
        String marker = "CREATE TABLE " + MARKER + " (id int PRIMARY KEY)";
        source.execute(marker);
        home.execute(marker);
        for (CaseRun run : runs) {
            in(run, run::prepare);
        }
    }

    /** A case whose own SQL is wrong fails by itself; the others go on. */
    private void in(CaseRun run, Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            failures.merge(
                    run.folder(), new AssertionError(e.getMessage(), e), (first, next) -> first);
        }
    }

    private ToolConfig config(SourceDatabase source, TargetDatabase home, CaseRun run) {
        return variant.in(ToolConfig.of(source, home)).withYaml(run.text("config.yaml").orElse(""));
    }

    private void fail(String expectation, SourceDatabase source, CaseRun run) throws SQLException {
        List<String> lines = expectation.lines().filter(line -> !line.isBlank()).toList();
        String[] words = lines.get(0).strip().split("\\s+");
        prepare(source, run.target(), List.of(run));
        ToolConfig config = config(source, run.target(), run);
        ToolProcess.Result result;
        if (words[0].equals("create")) {
            result = ToolProcess.run(config, "create");
        } else {
            create(config);
            run.change();
            result = ToolProcess.run(config, words[0]);
        }
        assertThat(result.exitCode()).as(result.all()).isEqualTo(Integer.parseInt(words[1]));
        assertThat(result.all()).contains(lines.subList(1, lines.size()));
    }

    private static void create(ToolConfig config) {
        ToolProcess.Result result = ToolProcess.run(config, "create");
        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    private static boolean hasMarker(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1 FROM " + MARKER)) {
            return result.next();
        }
    }
}
