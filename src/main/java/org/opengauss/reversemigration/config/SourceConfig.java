package org.opengauss.reversemigration.config;

import java.util.Map;
import java.util.TreeSet;

/**
 * {@code og_conn}: the openGauss database the slot belongs to.
 *
 * @param properties driver properties passed through, over our own
 */
public record SourceConfig(
        String host,
        int port,
        String user,
        Secret password,
        String database,
        Map<String, String> properties) {
    public SourceConfig {
        properties = Map.copyOf(properties);
    }

    /** Only the names of the properties: their values may be secrets too. */
    @Override
    public String toString() {
        return "SourceConfig[host="
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
