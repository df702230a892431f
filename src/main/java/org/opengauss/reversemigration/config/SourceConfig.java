package org.opengauss.reversemigration.config;

import java.util.Map;

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
}
