package org.opengauss.reversemigration.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opengauss.reversemigration.standin.Manners;

/**
 * One case: a folder with these files, {@code ${database}} in each standing for the name of the case's MySQL database.
 *
 * <ul>
 *   <li>{@code source.sql}, {@code target.sql}: the tables on both sides before the slot is made;
 *   <li>{@code changes.sql}: what the application does; a line {@code -- session NAME} switches the session;
 *   <li>{@code source.pg.sql}, {@code changes.pg.sql}: instead of these, what the stand-in's PostgreSQL can store;
 *   <li>{@code config.yaml}: keys laid over the generated ones;
 *   <li>{@code manners}: on which servers it runs, a word each, such as {@code A_6_0}; without it on
 *       {@code A_6_0} (a serial stream) and {@code A_5_0} (a parallel, batched one);
 *   <li>{@code expect-failure}: the command that fails and its exit code ({@code start 4}), then a line for each text that it
 *       must have written; both sides are then not compared;
 *   <li>{@code expected.txt}: tables of MySQL at the end, as {@link EndState} reads them.
 * </ul>
 *
 * Each MySQL table is compared with the table of its name on the source; database {@code ${database}_x} holds schema
 * {@code x}, to be mapped so in {@code config.yaml}.
 */
final class CaseFolder {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MARKER = "rm_marker";

    private final Path folder;

    CaseFolder(Path folder) {
        this.folder = folder;
    }

    static List<CaseFolder> all() {
        Path cases = Installation.projectFolder().resolve("src/test/resources/cases");
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.filter(Files::isDirectory).sorted().map(CaseFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder cases", e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The names of the manners it runs on. */
    List<String> manners() {
        return read("manners")
                .map(text -> Arrays.asList(text.strip().split("\\s+")))
                .orElse(List.of("A_6_0", "A_5_0"));
    }

    void run(String mannersName) throws SQLException {
        try (SourceDatabase source = SourceDatabase.create(named(mannersName));
                TargetDatabase target = TargetDatabase.create()) {
            String marker = "CREATE TABLE " + MARKER + " (id int PRIMARY KEY)";
            source.execute(script(source, target, "source"));
            source.execute(marker);
            target.execute(required("target.sql", target));
            target.execute(marker);
            ToolConfig config =
                    ToolConfig.of(source, target).withYaml(read("config.yaml", target).orElse(""));
            Optional<String> failure = read("expect-failure", target);
            if (failure.isPresent()) {
                fail(failure.get(), config, source, target);
            } else {
                replicate(config, source, target);
                compare(source, target);
            }
            expected(target);
        }
    }

    private void replicate(ToolConfig config, SourceDatabase source, TargetDatabase target)
            throws SQLException {
        create(config);
        try (ToolProcess tool = ToolProcess.start(config);
                Connection connection = target.connect()) {
            change(source, target);
            tool.await("the last change is on MySQL", PATIENCE, () -> hasMarker(connection));
            ToolProcess.Result result = tool.stop();
            assertThat(result.exitCode()).as(result.all()).isZero();
        }
    }

    private void fail(
            String expectation, ToolConfig config, SourceDatabase source, TargetDatabase target)
            throws SQLException {
        List<String> lines = expectation.lines().filter(line -> !line.isBlank()).toList();
        String[] words = lines.get(0).strip().split("\\s+");
        ToolProcess.Result result;
        if (words[0].equals("create")) {
            result = ToolProcess.run(config, "create");
        } else {
            create(config);
            change(source, target);
            result = ToolProcess.run(config, words[0]);
        }
        assertThat(result.exitCode()).as(result.all()).isEqualTo(Integer.parseInt(words[1]));
        assertThat(result.all()).contains(lines.subList(1, lines.size()));
    }

    private static void create(ToolConfig config) {
        ToolProcess.Result result = ToolProcess.run(config, "create");
        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    private void change(SourceDatabase source, TargetDatabase target) throws SQLException {
        source.execute(script(source, target, "changes"));
        source.execute("INSERT INTO " + MARKER + " VALUES (1)");
    }

    private static boolean hasMarker(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1 FROM " + MARKER)) {
            return result.next();
        }
    }

    private static void compare(SourceDatabase source, TargetDatabase target) throws SQLException {
        try (Connection left = source.connect();
                Connection right = target.connect()) {
            for (String database : target.names()) {
                Comparison.assertAllEqual(left, schema(target, database), right, database);
            }
        }
    }

    private void expected(TargetDatabase target) throws SQLException {
        Path file = folder.resolve("expected.txt");
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> databases = new HashMap<>();
        for (String database : target.names()) {
            databases.put(schema(target, database), database);
        }
        try (Connection connection = target.connect()) {
            assertThat(EndState.read(file).differences(connection, databases, Set.of()))
                    .as("differences from expected.txt")
                    .isEmpty();
        }
    }

    private static String schema(TargetDatabase target, String database) {
        return database.equals(target.name())
                ? "public"
                : database.substring(target.name().length() + 1);
    }

    private String script(SourceDatabase source, TargetDatabase target, String name) {
        Optional<String> own =
                source.isStandIn() ? read(name + ".pg.sql", target) : Optional.empty();
        return own.orElseGet(() -> required(name + ".sql", target));
    }

    private String required(String file, TargetDatabase target) {
        return read(file, target)
                .orElseThrow(() -> new IllegalStateException("case " + name() + " has no " + file));
    }

    private Optional<String> read(String file, TargetDatabase target) {
        return read(file).map(text -> text.replace("${database}", target.name()));
    }

    private Optional<String> read(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("case " + name() + ": " + path + " cannot be read", e);
        }
    }

    private static Manners named(String name) {
        List<String> known = new ArrayList<>();
        for (var field : Manners.class.getFields()) {
            if (field.getType() == Manners.class) {
                known.add(field.getName());
                if (field.getName().equals(name)) {
                    try {
                        return (Manners) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(name + " is not public", e);
                    }
                }
            }
        }
        throw new IllegalArgumentException("no manners " + name + "; there are " + known);
    }
}
