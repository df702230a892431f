package org.opengauss.reversemigration.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.StreamMode;

/**
 * {@code slot}: the logical slot and how its stream is asked for.
 *
 * @param stream decides the mode where {@code decoders} does not
 * @param decoders {@code parallel-decode-num}, where given
 * @param fastDecoders what a fast stream takes where {@code decoders} is not given
 * @param style {@code decode-style}, where given
 * @param sendingBatch {@code sending-batch}, where given
 * @param waitLsn {@code waitLSN}: an explicit start position, never "now"
 * @param whiteTables {@code white-table-list}: {@code schema.table}, {@code *.t}, {@code s.*}; empty = all
 * @param standbyConnection {@code standby-connection}: refuse a primary
 */
public record SlotConfig(
        String name,
        Stream stream,
        OptionalInt decoders,
        int fastDecoders,
        Optional<StreamMode.Style> style,
        OptionalInt sendingBatch,
        Optional<Lsn> waitLsn,
        List<String> whiteTables,
        boolean standbyConnection) {
    /** What to ask for: everything the server can carry, or the fastest stream, or the better of the two by version. */
    public enum Stream {
        AUTO,
        COMPLETE,
        FAST
    }

    public SlotConfig {
        whiteTables = List.copyOf(whiteTables);
    }
}
