package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * openGauss's own names in a database of PostgreSQL: runs the scripts of {@code standin/*.sql} in a database when it is
 * first met, and knows which names they made. Thread-safe.
 */
final class Shims {
    private final String host;
    private final int port;
    private final String superuser;
    private final Manners manners;
    private final Path facts;
    private final Map<String, Set<String>> names = new HashMap<>();

    Shims(String host, int port, String superuser, Manners manners, Path facts) {
        this.host = host;
        this.port = port;
        this.superuser = superuser;
        this.manners = manners;
        this.facts = facts;
    }

    /** Names of views and functions that stand ahead of {@code pg_catalog} in that database. */
    synchronized Set<String> in(String database) throws IOException, ServerError {
        Set<String> found = names.get(database);
        if (found == null) {
            found = install(database);
            names.put(database, found);
        }
        return found;
    }

    private Set<String> install(String database) throws IOException, ServerError {
        try (Backend backend =
                Backend.open(host, port, Map.of("user", superuser, "database", database))) {
            settle(backend, database);
            if (backend.query("select 1 from pg_namespace where nspname = 'standin'").isEmpty()) {
                for (Path script : scripts()) {
                    run(backend, script);
                }
            }
            Set<String> found = new TreeSet<>();
            String sql =
                    "select relname from pg_catalog.pg_class where relnamespace = 'standin'::regnamespace"
                            + " union select proname from pg_catalog.pg_proc where pronamespace ="
                            + " 'standin'::regnamespace";
            backend.query(sql).forEach(row -> found.add(row.get(0)));
            return found;
        }
    }

    /** Settings of the database, for every session of it, this one included. */
    private void settle(Backend backend, String database) throws IOException, ServerError {
        Map<String, String> settings =
                Map.of(
                        "search_path", "\"$user\", public, standin, pg_catalog",
                        "standin.version", literal(manners.version().text()),
                        "standin.compatibility", literal(manners.compatibility().name()),
                        "standin.dolphin", literal(manners.dolphin() ? "on" : "off"),
                        "dolphin.b_compatibility_mode", literal(manners.dolphin() ? "on" : "off"),
                        "dolphin.bit_output", literal("bin"),
                        "standin.facts", literal(facts.toString()),
                        "TimeZone", literal(manners.databaseZone().getId()));
        String name = "\"" + database.replace("\"", "\"\"") + "\"";
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String assignment = setting.getKey() + " = " + setting.getValue();
            backend.query("alter database " + name + " set " + assignment);
            backend.query("set " + assignment);
        }
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static void run(Backend backend, Path script) throws IOException, ServerError {
        try {
            backend.query(Files.readString(script, UTF_8));
        } catch (ServerError e) {
            throw new ServerError(
                    e.sqlState(), "shim " + script.getFileName() + ": " + e.getMessage());
        }
    }

    private static List<Path> scripts() throws IOException {
        try {
            URI folder = Shims.class.getResource("/standin").toURI();
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException("no folder of shims on the class path", e);
        }
    }
}
