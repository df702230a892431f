package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

/**
 * How the server decodes: number of decoder threads (1 = serial), style of the messages, and whether it batches them
 * into frames of about 1 MiB ({@code sending-batch} 1).
 */
public record StreamMode(int decoders, Style style, boolean batched) {
    public static final StreamMode SERIAL = new StreamMode(1, Style.JSON, false);

    /** The {@code decode-style}. */
    public enum Style {
        JSON,
        BINARY
    }

    public StreamMode {
        requireNonNull(style, "style is null");
        if (decoders < 1 || decoders > 20) {
            throw new IllegalArgumentException("decoders must be 1..20: " + decoders);
        }
        if (decoders == 1 && (style != Style.JSON || batched)) {
            throw new IllegalArgumentException("a serial stream has neither style nor batches");
        }
    }

    public boolean isSerial() {
        return decoders == 1;
    }

    /** Which end of the commit record this mode's commit positions name. */
    public CommitPosition.Kind commitKind() {
        return isSerial() || style == Style.BINARY || batched
                ? CommitPosition.Kind.END
                : CommitPosition.Kind.START;
    }

    @Override
    public String toString() {
        return isSerial()
                ? "serial"
                : "parallel-decode-num="
                        + decoders
                        + " decode-style="
                        + (style == Style.JSON ? "j" : "b")
                        + " sending-batch="
                        + (batched ? 1 : 0);
    }
}
