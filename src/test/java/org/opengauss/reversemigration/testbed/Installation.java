package org.opengauss.reversemigration.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code scripts/testbed setup} left on this machine, as {@code scripts/testbed where} tells it. */
public final class Installation {
    private static final Installation INSTANCE = new Installation(ask());

    private final Map<String, String> facts;

    private Installation(Map<String, String> facts) {
        this.facts = facts;
    }

    public static Installation get() {
        return INSTANCE;
    }

    /** The home folder of a server: {@code mysql}, {@code mariadb}, {@code postgres} or {@code sysbench}. */
    public Path home(String server) {
        String home = facts.get(server);
        if (home == null) {
            throw new IllegalStateException(
                    "the test bed has no "
                            + server
                            + "; get it with: scripts/testbed "
                            + (server.equals("sysbench") ? "sysbench" : "setup")
                            + (server.equals("postgres") || server.equals("sysbench")
                                    ? ""
                                    : ", or name a server of your own in RM_TARGET_URL"));
        }
        return Path.of(home);
    }

    public boolean has(String server) {
        return facts.containsKey(server);
    }

    /** What comes before a command so that it runs as the user whom root lets the servers run as. */
    List<String> asServerUser() {
        return serverUser() == null
                ? List.of()
                : List.of(
                        "setpriv",
                        "--reuid=" + serverUser(),
                        "--regid=" + facts.get("server.group"),
                        "--clear-groups",
                        "--");
    }

    /** A new folder that the server user owns, below the system's folder for temporary files. */
    Path scratchFolder(String name) {
        try {
            Path folder = Files.createTempDirectory("rm-" + name + "-");
            if (serverUser() != null) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(serverUser()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch folder for " + name, e);
        }
    }

    /** The folder of the project's sources, from anywhere inside of it. */
    static Path projectFolder() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("scripts/testbed"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no scripts/testbed at or above " + start);
    }

    private String serverUser() {
        return facts.get("server.user");
    }

    private static Map<String, String> ask() {
        try {
            Process process =
                    new ProcessBuilder(
                                    "bash",
                                    projectFolder().resolve("scripts/testbed").toString(),
                                    "where")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Map<String, String> facts = new HashMap<>();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            for (String line : output.lines().toList()) {
                int equals = line.indexOf('=');
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException("scripts/testbed where could not be run", e);
        }
    }
}
