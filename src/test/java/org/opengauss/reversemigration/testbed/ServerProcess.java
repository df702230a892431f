package org.opengauss.reversemigration.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One process, a server or the tool, with its scratch folder. It is ended by process id only, can be killed and started again, and does not
 * outlive this JVM even when the JVM is killed: a shell beside it waits for the end of a pipe that only the JVM holds open.
 * One thread at a time.
 */
final class ServerProcess implements AutoCloseable {
    /** Arguments: the signal that ends the server when the JVM is gone, the scratch folder, the command. */
    private static final String WATCHDOG =
            """
            signal=$1 folder=$2
            shift 2
            exec 3<&0
            "$@" </dev/null 3<&- >>"$folder/out" 2>>"$folder/log" &
            server=$!
            echo "$server"
            (
                while read -r _ <&3; do :; done
                trap '' TERM
                kill -s "$signal" "$server" 2>/dev/null
                for _ in {1..50}; do
                    kill -0 "$server" 2>/dev/null || break
                    sleep 0.1
                done
                kill -s KILL "$server" 2>/dev/null
                rm -rf "$folder"
            ) >/dev/null &
            watch=$!
            wait "$server"
            code=$?
            # no effect once the pipe has ended and the folder is being removed
            kill "$watch"
            wait "$watch"
            exit "$code"
            """;

    private final String name;
    private final Path folder;
    private final List<String> command;
    private final String endSignal;
    private final Thread atExit;
    private Process watchdog;
    private ProcessHandle server;

    /**
     * @param endSignal ends the server at once, with its children: {@code KILL}, or {@code QUIT} for PostgreSQL
     */
    ServerProcess(String name, Path folder, List<String> command, String endSignal) {
        this.name = name;
        this.folder = folder;
        this.command = List.copyOf(command);
        this.endSignal = endSignal;
        this.atExit = new Thread(this::end, name + "-shutdown");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running already, pid " + server.pid());
        }
        // its own session: Ctrl-C in a terminal is for the JVM, which then ends the server
        List<String> line = new ArrayList<>(List.of("setsid", "bash", "-c", WATCHDOG, "watchdog"));
        line.add(endSignal);
        line.add(folder.toString());
        line.addAll(command);
        try {
            watchdog =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String pid =
                    new BufferedReader(new InputStreamReader(watchdog.getInputStream(), US_ASCII))
                            .readLine();
            // empty if it has ended already; the wait for readiness then says so, with the log
            server = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started: " + command, e);
        }
    }

    synchronized boolean isAlive() {
        return server != null && server.isAlive();
    }

    synchronized long pid() {
        if (server == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return server.pid();
    }

    /** SIGKILL to the server and to its children, as when the machine's kernel runs out of memory. */
    synchronized void kill() {
        if (isAlive()) {
            List<ProcessHandle> children = server.descendants().toList();
            server.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> awaitEnd(child, Duration.ofSeconds(20)));
            awaitWatchdog(Duration.ofSeconds(20));
        }
    }

    /** Ends the server with a signal and waits for its end; the data stay for a restart. */
    synchronized void signalAndAwait(String signal, Duration patience) {
        if (isAlive()) {
            signal(signal);
            awaitWatchdog(patience);
        }
    }

    /** Sends a signal, {@code STOP} and {@code CONT} too. */
    synchronized void signal(String signal) {
        run("kill", "-s", signal, Long.toString(pid()));
    }

    /** Ends the server at once and removes its folder. May be called twice, and at the JVM's end. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending already: the hook finds nothing left to do
        }
    }

    private synchronized void end() {
        try {
            if (watchdog != null) {
                watchdog.getOutputStream().close();
                awaitWatchdog(Duration.ofSeconds(20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be ended", e);
        }
        if (Files.exists(folder)) {
            run("rm", "-rf", folder.toString());
        }
    }

    /** Waits for the end that something else brings; 128 + N after signal N. */
    synchronized int awaitExit(Duration patience) {
        awaitWatchdog(patience);
        return watchdog.exitValue();
    }

    /** What it wrote to standard output, or with {@code "log"} to standard error. */
    String written(String stream) {
        try {
            Path file = folder.resolve(stream);
            return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("what " + name + " wrote cannot be read", e);
        }
    }

    /** The last lines that it wrote, for the message of a failure. */
    String logTail() {
        List<String> lines = (written("out") + written("log")).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private void awaitWatchdog(Duration patience) {
        try {
            if (!watchdog.waitFor(patience.toMillis(), MILLISECONDS)) {
                throw new IllegalStateException(
                        name + ", pid " + server.pid() + ", did not end within " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ended", e);
        }
    }

    private static void awaitEnd(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("pid " + process.pid() + " did not end", e);
        }
    }

    /** Runs a small command to its end; a failure carries what the command said. */
    static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + code + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + String.join(" ", command), e);
        }
    }
}
