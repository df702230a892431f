package org.opengauss.reversemigration.config;

import java.util.Map;

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
}
