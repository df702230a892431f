package org.opengauss.reversemigration.config;

import java.util.List;

/**
 * The whole {@code config.yaml}, checked and with every default filled in.
 *
 * @param remarks what the operator should know but nothing stops on, one sentence each
 */
public record Configuration(
        SourceConfig source,
        SlotConfig slot,
        TargetConfig target,
        ApplyConfig apply,
        MappingConfig mapping,
        StatusConfig status,
        List<String> remarks) {
    public Configuration {
        remarks = List.copyOf(remarks);
    }

    public Configuration(
            SourceConfig source,
            SlotConfig slot,
            TargetConfig target,
            ApplyConfig apply,
            MappingConfig mapping,
            StatusConfig status) {
        this(source, slot, target, apply, mapping, status, List.of());
    }

    Configuration withRemarks(List<String> all) {
        return new Configuration(source, slot, target, apply, mapping, status, all);
    }
}
