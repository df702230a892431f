package org.opengauss.reversemigration.config;

import java.util.Map;
import java.util.TreeSet;

/**
 * {@code mysql}: the MySQL server changes are applied to.
 *
 * @param database where schema {@code public} goes
 * @param properties driver properties passed through, over our own
 */
public record TargetConfig(
        String host,
        int port,
        String user,
        Secret password,
        String database,
        Map<String, String> properties) {
    public TargetConfig {
        properties = Map.copyOf(properties);
    }

    /** Only the names of the properties: their values may be secrets too. */
    @Override
    public String toString() {
        return "TargetConfig[host="
                + host
                + ", port="
                + port
                + ", user="
                + user
                + ", password="
                + password
                + ", database="
                + database
                + ", properties="
                + new TreeSet<>(properties.keySet())
                + "]";
    }
}
