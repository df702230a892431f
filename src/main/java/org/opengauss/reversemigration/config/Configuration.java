package org.opengauss.reversemigration.config;

import java.util.List;

/**
 * The whole {@code config.yaml}, checked and with every default filled in.
 *
 * @param host what defaults were derived from: processors and heap, in words
 * @param remarks what the operator should know but nothing stops on, one sentence each
 */
public record Configuration(
        SourceConfig source,
        SlotConfig slot,
        TargetConfig target,
        ApplyConfig apply,
        MappingConfig mapping,
        StatusConfig status,
        String host,
        List<String> remarks) {
    public Configuration {
        remarks = List.copyOf(remarks);
    }

    Configuration withRemarks(List<String> all) {
        return new Configuration(source, slot, target, apply, mapping, status, host, all);
    }
}
