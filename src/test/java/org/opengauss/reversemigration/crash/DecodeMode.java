package org.opengauss.reversemigration.crash;

import java.util.List;
import org.opengauss.reversemigration.testbed.ToolConfig;

/** A way to read the stream. Each gives positions another meaning, which a change between two runs must survive. */
enum DecodeMode {
    SERIAL("parallel-decode-num: 1"),
    PARALLEL_JSON("parallel-decode-num: 4, decode-style: j, sending-batch: 0"),
    PARALLEL_BINARY("parallel-decode-num: 4, decode-style: b, sending-batch: 0"),
    PARALLEL_BINARY_BATCHED("parallel-decode-num: 4, decode-style: b, sending-batch: 1");

    /** A walk that makes every change from one mode to another exactly once and ends where it began. */
    static final List<DecodeMode> EVERY_CHANGE =
            List.of(
                    SERIAL,
                    PARALLEL_JSON,
                    SERIAL,
                    PARALLEL_BINARY,
                    SERIAL,
                    PARALLEL_BINARY_BATCHED,
                    PARALLEL_JSON,
                    PARALLEL_BINARY,
                    PARALLEL_JSON,
                    PARALLEL_BINARY_BATCHED,
                    PARALLEL_BINARY,
                    PARALLEL_BINARY_BATCHED,
                    SERIAL);

    private final String keys;

    DecodeMode(String keys) {
        this.keys = keys;
    }

    ToolConfig in(ToolConfig config) {
        return config.withYaml("slot: {" + keys + "}");
    }
}
