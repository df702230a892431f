package org.opengauss.reversemigration.source;

import java.util.Properties;
import org.opengauss.reversemigration.config.SlotConfig;

/**
 * The options of START_REPLICATION. Every one that could change what the stream means is said, because the server's own
 * defaults may be configured ({@code logical_decode_options_default}).
 */
final class StreamOptions {
    private StreamOptions() {}

    static Properties of(SlotConfig slot, StreamPlan plan) {
        Properties options = new Properties();
        options.setProperty("include-xids", "true");
        options.setProperty("include-timestamp", "true");
        options.setProperty("skip-empty-xacts", "false");
        options.setProperty("parallel-decode-num", Integer.toString(plan.mode().decoders()));
        if (!plan.mode().isSerial()) {
            options.setProperty(
                    "decode-style",
                    switch (plan.mode().style()) {
                        case JSON -> "j";
                        case BINARY -> "b";
                    });
            options.setProperty("sending-batch", plan.mode().batched() ? "1" : "0");
        }
        String whiteTables = TableFilter.of(slot.whiteTables()).option();
        if (!whiteTables.isEmpty()) {
            options.setProperty("white-table-list", whiteTables);
        }
        if (slot.standbyConnection()) {
            options.setProperty("standby-connection", "true");
        }
        return options;
    }
}
