package org.opengauss.reversemigration.testbed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * A {@code config.yaml} for one test: both ends filled in, a ledger of its own, and what the test adds by dotted key
 * ({@code apply.writers}). Immutable.
 */
public final class ToolConfig {
    public static final String SLOT = "og2my";

    private final Map<String, Object> keys;

    private ToolConfig(Map<String, Object> keys) {
        this.keys = keys;
    }

    public static ToolConfig of(SourceDatabase source, TargetDatabase target) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put(
                "og_conn",
                end(source.host(), source.port(), source.user(), source.password(), source.name()));
        keys.put("slot", new LinkedHashMap<>(Map.of("name", SLOT)));
        TargetServer server = target.server();
        Map<String, Object> mysql =
                end(
                        server.host(),
                        server.port(),
                        server.toolUser(),
                        server.toolPassword(),
                        target.name());
        mysql.put(
                "properties",
                new LinkedHashMap<>(
                        Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true")));
        keys.put("mysql", mysql);
        keys.put("ledger", new LinkedHashMap<>(Map.of("database", target.ledgerDatabase())));
        return new ToolConfig(keys);
    }

    private static Map<String, Object> end(
            String host, int port, String user, String password, String database) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("host", host);
        keys.put("port", port);
        keys.put("user", user);
        keys.put("password", password);
        keys.put("database", database);
        return keys;
    }

    /** The same with one key more, or with another value of it; sections are made as needed. */
    public ToolConfig with(String dottedKey, Object value) {
        Map<String, Object> addition = new LinkedHashMap<>();
        Map<String, Object> section = addition;
        String[] path = dottedKey.split("\\.");
        for (int i = 0; i < path.length - 1; i++) {
            Map<String, Object> inner = new LinkedHashMap<>();
            section.put(path[i], inner);
            section = inner;
        }
        section.put(path[path.length - 1], value);
        return new ToolConfig(merged(keys, addition));
    }

    /** The same with the keys of a YAML text laid over it. */
    public ToolConfig withYaml(String yaml) {
        Object addition = new Yaml().load(yaml);
        return addition == null ? this : new ToolConfig(merged(keys, section(addition)));
    }

    /** As YAML, which any loader of ours reads. */
    public String text() {
        return new Yaml().dump(keys);
    }

    private static Map<String, Object> merged(
            Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> result = new LinkedHashMap<>(below);
        above.forEach(
                (key, value) ->
                        result.merge(
                                key,
                                value,
                                (old, added) ->
                                        old instanceof Map && added instanceof Map
                                                ? merged(section(old), section(added))
                                                : added));
        return result;
    }

    private static Map<String, Object> section(Object map) {
        Map<String, Object> section = new LinkedHashMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> section.put(String.valueOf(key), value));
        return section;
    }
}
