package org.opengauss.reversemigration.config;

import java.util.Map;

/**
 * {@code mapping}: where source schemas go.
 *
 * @param schemas source schema to MySQL database; what is not listed follows the default: {@code public} to
 *     {@code mysql.database}, any other schema to the database of its name
 */
public record MappingConfig(Map<String, String> schemas) {
    public MappingConfig {
        schemas = Map.copyOf(schemas);
    }
}
