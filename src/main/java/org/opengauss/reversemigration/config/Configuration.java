package org.opengauss.reversemigration.config;

/** The whole {@code config.yaml}, checked and with every default filled in. */
public record Configuration(
        SourceConfig source,
        SlotConfig slot,
        TargetConfig target,
        ApplyConfig apply,
        MappingConfig mapping,
        StatusConfig status) {}
