package org.opengauss.reversemigration.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.StreamMode;

/** Configurations for tests of this package. */
final class Configs {
    static final String PASSWORD = "Test@1234";

    private Configs() {}

    static SourceConfig source() {
        return source("db1", 5432, Map.of());
    }

    static SourceConfig source(String host, int port, Map<String, String> properties) {
        return new SourceConfig(host, port, "repl", new Secret(PASSWORD), "shop", properties);
    }

    static SlotConfig slot(SlotConfig.Stream stream) {
        return slot(stream, OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
    }

    static SlotConfig slot(
            SlotConfig.Stream stream,
            OptionalInt decoders,
            Optional<StreamMode.Style> style,
            OptionalInt batch) {
        return new SlotConfig(
                "og2my", stream, decoders, 4, style, batch, Optional.empty(), List.of(), false);
    }

    static SlotConfig slot(List<String> whiteTables, boolean standbyConnection) {
        return new SlotConfig(
                "og2my",
                SlotConfig.Stream.AUTO,
                OptionalInt.empty(),
                4,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                whiteTables,
                standbyConnection);
    }
}
