package org.opengauss.reversemigration.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;

/**
 * {@code scripts/start} with a PATH that holds only what each test puts there: whether numactl is installed on this machine
 * must not matter.
 */
class StartScriptIT {
    private static final Path SCRIPT = Path.of("scripts", "start").toAbsolutePath();
    private static final String JAR = System.getProperty("reverse-migration.jar");
    private static final String[] TOOLS = {
        "bash", "cut", "dirname", "grep", "head", "nproc", "readlink", "sed", "true"
    };

    /** Says what it was given and, as the real one does, becomes the program behind its options. */
    private static final String NUMACTL =
            """
            #!/usr/bin/env bash
            while [[ $1 == --* ]]; do
                echo "$1" >>"$NUMACTL_LOG"
                shift
            done
            exec "$@"
            """;

    private static final String REFUSING_NUMACTL =
            """
            #!/usr/bin/env bash
            echo 'set_mempolicy: Operation not permitted' >&2
            exit 1
            """;

    @TempDir private Path folder;
    private Path path;
    private final Map<String, String> environment = new TreeMap<>();

    private record Result(int exitCode, String output, String errors) {
        String all() {
            return output + errors;
        }
    }

    @BeforeEach
    void aPathWithoutNumactl() throws IOException {
        path = Files.createDirectory(folder.resolve("bin"));
        for (String tool : TOOLS) {
            forward(tool);
        }
        forward("java", Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void withoutOptionsItIsAPlainStartWithAFixedHeap() throws Exception {
        Result printed = run("--dry-run", "-c", "a shop.yaml");

        assertThat(printed.errors()).isEmpty();
        assertThat(printed.output())
                .startsWith(path.resolve("java") + " -Xmx")
                .contains(" -Xms")
                .endsWith(" -jar " + JAR + " -c a\\ shop.yaml\n");
        assertThat(run("--dry-run").output()).endsWith(JAR + " start\n");
    }

    @Test
    void nodeAndCoresAreNumactlsToSet() throws Exception {
        install("numactl", NUMACTL);

        assertThat(run("--dry-run", "--node", "2").output())
                .startsWith("numactl --cpunodebind=2 --preferred=2 " + path.resolve("java"));
        assertThat(run("--dry-run", "--node=0-1").output())
                .startsWith("numactl --cpunodebind=0-1 --localalloc ");
        assertThat(run("--dry-run", "--node", "3", "--cores", "24-27,30").output())
                .startsWith("numactl --physcpubind=24-27\\,30 --preferred=3 ");
        assertThat(run("--dry-run", "--cores", "5").output())
                .startsWith("numactl --physcpubind=5 --localalloc ");
    }

    @Test
    void withoutNumactlTasksetSetsTheCores() throws Exception {
        forward("taskset");
        String core = allowedCore();

        Result started = run("--cores", core, "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.output()).startsWith("reverse-migration ");
        assertThat(started.errors())
                .isEqualTo(
                        "start: pinned by taskset to CPUs "
                                + core
                                + " (numactl is not installed)\n");
    }

    @Test
    void withNeitherItRunsUnpinnedAndSaysSo() throws Exception {
        Result started = run("--cores", allowedCore(), "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.output()).startsWith("reverse-migration ");
        assertThat(started.errors())
                .isEqualTo(
                        "start: not pinned: there is no taskset either (numactl is not installed)\n");
    }

    @Test
    void coresThatDoNotExistDoNotKeepItFromRunning() throws Exception {
        forward("taskset");

        Result started = run("--cores", "900-903", "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.errors())
                .startsWith("start: not pinned to CPUs 900-903: ")
                .hasLineCount(1);
    }

    @Test
    void aNodeThatDoesNotExistDoesNotKeepItFromRunning() throws Exception {
        forward("taskset");

        Result started = run("--node", "900", "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.errors())
                .startsWith("start: not pinned: this machine does not show NUMA node 900")
                .hasLineCount(1);
    }

    @Test
    void aKernelThatRefusesNumactlStillTakesCores() throws Exception {
        forward("taskset");
        install("numactl", REFUSING_NUMACTL);
        String core = allowedCore();

        Result started = run("--cores", core, "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.errors())
                .isEqualTo(
                        "start: pinned by taskset to CPUs "
                                + core
                                + " (set_mempolicy: Operation not permitted)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--node one          | --node 'one' is not a list such as 0 or 0,2,4-7",
                "--cores 0,          | --cores '0,' is not a list",
                "--cores 7-4         | --cores '7-4': the range 7-4 falls",
                "--node              | --node needs a value",
                "--cores=            | --cores needs a value",
                "-Xmx12q             | -Xmx12q is not a heap size such as -Xmx512m",
                "--jar /no/such.jar  | --jar /no/such.jar: no such file, or not readable"
            })
    void wrongOptionsAreNamedWithExitCode2(String options, String error) throws Exception {
        Result refused = run(options.split(" "));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).startsWith("start: error: " + error).hasLineCount(1);
        assertThat(refused.output()).isEmpty();
    }

    @Test
    void anOldJavaAMissingOneAndAWrongJavaHomeAreNamed() throws Exception {
        Files.delete(path.resolve("java"));
        assertThat(run("--dry-run").errors()).contains("no java on PATH and no JAVA_HOME");

        install("java", "#!/usr/bin/env bash\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Result old = run("--dry-run");
        assertThat(old.exitCode()).isEqualTo(2);
        assertThat(old.errors()).contains("is Java 8; 17 or later is needed");

        environment.put("JAVA_HOME", "/nowhere");
        assertThat(run("--dry-run").errors()).contains("JAVA_HOME is /nowhere, but there is no");
    }

    @Test
    void optionsOfTheUserWin() throws Exception {
        environment.put("JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx96m -Dlog=1");

        String printed = run("--dry-run", "-XX:MaxMetaspaceSize=64m").output();

        assertThat(printed)
                .contains(" -XX:MaxMetaspaceSize=64m -XX:+UseSerialGC -Xmx96m -Dlog=1 -jar ")
                .doesNotContain("-Xms", "-Xmx5", "-Xmx1g", "ParallelGC");
        assertThat(run("--version").exitCode()).isZero();
        environment.remove("JAVA_OPTIONS");
        assertThat(run("--dry-run", "-Xmx2g").output()).contains("-Xms2g").contains("-Xmx2g");
    }

    @Test
    void helpIsItsOwnBeforeACommandAndTheToolsBehindOne() throws Exception {
        assertThat(run("--help").output()).contains("--node LIST", "--dry-run", "Kunpeng-920");
        assertThat(run("create", "--help").output()).startsWith("Usage: reverse-migration create");
    }

    @Test
    void itWorksThroughALinkFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("rm"), SCRIPT);

        Result started = run(List.of(link.toString(), "--version"));

        Files.delete(link);
        assertThat(started.exitCode()).as(started.all()).isZero();
    }

    @Test
    void theExitCodeIsTheTools() throws Exception {
        install("numactl", NUMACTL);
        Path config =
                Files.writeString(
                        folder.resolve("shop.yaml"),
                        """
                        og_conn: {host: 127.0.0.1, port: 1, user: u, password: p, database: d}
                        slot: {name: s}
                        mysql: {host: 127.0.0.1, port: 1, user: u, password: p, database: d}
                        """);

        Result notReachable = run("--node", "0", "start", "-c", config.toString());
        Result noFile = run("--node", "0", "start", "-c", folder.resolve("none").toString());

        assertThat(notReachable.exitCode()).as(notReachable.all()).isEqualTo(1);
        assertThat(noFile.exitCode()).as(noFile.all()).isEqualTo(2);
    }

    @Test
    void aSignalToItIsTheToolsGentleStop() throws Exception {
        install("numactl", NUMACTL);
        try (TwoEnds ends =
                TwoEnds.create(Manners.A_6_0).tables("create table t (id int primary key)")) {
            String config = ends.created(ends.config()).text();
            Path file = Files.writeString(folder.resolve("config.yaml"), config, UTF_8);
            Process started =
                    launch(
                            List.of(
                                    SCRIPT.toString(),
                                    "--jar",
                                    JAR,
                                    "--node",
                                    "0",
                                    "-c",
                                    file.toString()));
            try {
                ends.source().execute("insert into t values (1)");
                Awaitility.await()
                        .atMost(TwoEnds.PATIENCE)
                        .until(() -> !started.isAlive() || ends.areEqual("t"));
                assertThat(started.isAlive()).as(written("errors")).isTrue();
                assertThat(started.info().command())
                        .hasValueSatisfying(c -> assertThat(c).endsWith("/java"));

                // as top -H shows them
                assertThat(threads(started.pid()))
                        .contains("og2my-reporter", "og2my-writer-1", "og2my-writer-2")
                        .contains("og2my-slot-read", "og2my-dispatche", "og2my-mysql:hou");

                started.destroy(); // SIGTERM

                assertThat(started.waitFor(60, SECONDS)).isTrue();
                assertThat(started.exitValue()).as(written("errors")).isZero();
                assertThat(written("errors")).contains("stopping: applying what was read");
                assertThat(written("numactl"))
                        .contains("--cpunodebind=0")
                        .contains("--preferred=0");
            } finally {
                started.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            List<String> names = new ArrayList<>();
            for (Path task : tasks.toList()) {
                names.add(Files.readString(task.resolve("comm"), UTF_8).strip());
            }
            return names;
        }
    }

    /** A CPU this process may run on; in a container it need not be the first of the machine. */
    private static String allowedCore() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.split("\\s+")[1].split("[,-]")[0])
                .findFirst()
                .orElseThrow();
    }

    private void forward(String tool) throws IOException {
        for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                forward(tool, Path.of(place, tool));
                return;
            }
        }
        throw new IllegalStateException(
                tool + " is not on this machine; it is part of coreutils or util-linux");
    }

    private void forward(String name, Path program) throws IOException {
        install(name, "#!/bin/sh\nexec " + program + " \"$@\"\n");
    }

    private void install(String name, String script) throws IOException {
        Files.writeString(path.resolve(name), script);
        Files.setPosixFilePermissions(
                path.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString(), "--jar", JAR));
        Collections.addAll(line, arguments);
        return run(line);
    }

    private Result run(List<String> line) throws IOException, InterruptedException {
        Process process = launch(line);
        try {
            assertThat(process.waitFor(60, SECONDS)).as("it ends: " + line).isTrue();
            return new Result(process.exitValue(), written("output"), written("errors"));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process launch(List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("NUMACTL_LOG", folder.resolve("numactl").toString());
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("output").toFile());
        builder.redirectError(folder.resolve("errors").toFile());
        return builder.start();
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve(name), UTF_8);
    }
}
