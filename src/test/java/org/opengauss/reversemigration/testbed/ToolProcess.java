package org.opengauss.reversemigration.testbed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The tool as a process of its own, from the JAR that Maven packaged (or from the class path where there is none, as in an
 * IDE), with its configuration in a scratch folder. {@link #close} kills it. One thread.
 */
public final class ToolProcess implements AutoCloseable {
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(120);
    private static final String MAIN = "org.opengauss.reversemigration.Main";

    /** How a command ended and what it wrote. */
    public record Result(int exitCode, String output, String log) {
        public String all() {
            return output + log;
        }
    }

    private final ServerProcess process;

    private ToolProcess(ServerProcess process) {
        this.process = process;
    }

    /** Starts {@code start}: the tool replicates until it is stopped. */
    public static ToolProcess start(ToolConfig config, String... arguments) {
        return launch(config, List.of("-Xmx256m"), "start", arguments);
    }

    /** Starts any command with these options of the JVM. */
    public static ToolProcess launch(
            ToolConfig config, List<String> jvmOptions, String command, String... arguments) {
        return launch(config.text(), jvmOptions, command, arguments);
    }

    /** Starts {@code start} as users do: the packaged JAR, and no options of the JVM but these. */
    public static ToolProcess startPlain(ToolConfig config, List<String> jvmOptions) {
        List<String> line = new ArrayList<>();
        line.add(javaProgram());
        line.addAll(jvmOptions);
        line.addAll(program());
        return launch(config.text(), line, "start", List.of());
    }

    private static ToolProcess launch(
            String config, List<String> jvmOptions, String command, String... arguments) {
        return launch(config, java(jvmOptions), command, List.of(arguments));
    }

    private static ToolProcess launch(
            String config, List<String> java, String command, List<String> arguments) {
        try {
            Path folder = Files.createTempDirectory("rm-tool-");
            Path file = folder.resolve("config.yaml");
            Files.writeString(file, config);
            List<String> line = new ArrayList<>(java);
            Collections.addAll(line, command, "--config", file.toString());
            line.addAll(arguments);
            ServerProcess process = new ServerProcess("the tool", folder, line, "KILL");
            process.start();
            return new ToolProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("the tool's configuration could not be written", e);
        }
    }

    /** Runs a command to its end: {@code create}, {@code drop}, or a {@code start} that must fail. */
    public static Result run(ToolConfig config, String command, String... arguments) {
        try (ToolProcess tool = launch(config, List.of("-Xmx256m"), command, arguments)) {
            return tool.awaitEnd(COMMAND_PATIENCE);
        }
    }

    /** Runs a command over whatever text stands in the configuration's place. */
    public static Result runOn(String config, String command, String... arguments) {
        try (ToolProcess tool = launch(config, List.of("-Xmx256m"), command, arguments)) {
            return tool.awaitEnd(COMMAND_PATIENCE);
        }
    }

    private static List<String> java(List<String> jvmOptions) {
        List<String> line = new ArrayList<>();
        line.add(javaProgram());
        // many short lives on few cores
        Collections.addAll(line, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
        line.addAll(jvmOptions);
        line.addAll(program());
        return line;
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> program() {
        List<String> line = new ArrayList<>();
        String jar = System.getProperty("reverse-migration.jar", "");
        if (!jar.isEmpty()) {
            if (!Files.exists(Path.of(jar))) {
                throw new IllegalStateException(
                        "there is no " + jar + "; build it with: scripts/build");
            }
            Collections.addAll(line, "-jar", jar);
        } else {
            Collections.addAll(
                    line,
                    "-cp",
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")),
                    MAIN);
        }
        return line;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All it has written so far, standard output first. */
    public String written() {
        return process.written("out") + process.written("log");
    }

    /** Waits until it has written this text. */
    public void awaitWritten(String text, Duration patience) {
        await("the tool writes: " + text, patience, () -> written().contains(text));
    }

    /** Waits for a condition; fails with what the tool wrote when it ends before, or when patience does. */
    public void await(String what, Duration patience, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .pollInSameThread()
                    .pollInterval(50, MILLISECONDS)
                    .pollDelay(Duration.ZERO)
                    .atMost(patience)
                    .until(() -> holds(what, condition));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "not within " + patience + ": " + what + "; it wrote:\n" + process.logTail(),
                    e);
        }
    }

    private boolean holds(String what, Callable<Boolean> condition) throws Exception {
        // asked first: what holds when it ends must count
        boolean alive = isAlive();
        if (condition.call()) {
            return true;
        }
        if (!alive) {
            throw new AssertionError(
                    "the tool ended before: " + what + "; it wrote:\n" + process.logTail());
        }
        return false;
    }

    /** SIGTERM, the gentle stop; does not wait. */
    public void terminate() {
        process.signal("TERM");
    }

    /** SIGKILL; waits until it is gone. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP and SIGCONT. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    /** Waits for its end by itself or after {@link #terminate}. */
    public Result awaitEnd(Duration patience) {
        int code = process.awaitExit(patience);
        return new Result(code, process.written("out"), process.written("log"));
    }

    /** SIGTERM, and how it ended. */
    public Result stop() {
        if (isAlive()) {
            terminate();
        }
        return awaitEnd(COMMAND_PATIENCE);
    }

    /** Kills it if it runs and removes its folder. */
    @Override
    public void close() {
        process.close();
    }
}
