package org.opengauss.reversemigration.standin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What one START_REPLICATION asked for, defaults of its mode filled in, and what of the connection's start-up packet
 * acts on the output.
 *
 * @param decoders 1 is serial
 * @param style serial is always {@link Style#JSON}
 * @param whiteList entries as written, {@code s.t}, {@code *.t}, {@code s.*}, {@code *.*}; empty is all tables
 * @param senderTimeout silence of the client after which the server closes; zero is never
 * @param clientZone {@code TimeZone} of the start-up packet
 */
public record StreamOptions(
        int decoders,
        Style style,
        boolean batched,
        boolean includeXids,
        boolean includeTimestamp,
        boolean skipEmptyXacts,
        boolean onlyLocal,
        boolean includeOriginId,
        List<String> whiteList,
        Duration senderTimeout,
        ZoneId clientZone,
        String applicationName) {

    /** The {@code decode-style}. */
    public enum Style {
        JSON,
        TEXT,
        BINARY
    }

    public StreamOptions {
        requireNonNull(style, "style is null");
        requireNonNull(senderTimeout, "senderTimeout is null");
        requireNonNull(clientZone, "clientZone is null");
        requireNonNull(applicationName, "applicationName is null");
        whiteList = List.copyOf(whiteList);
    }

    /** Serial with every option at its default. */
    public static StreamOptions serial() {
        return new StreamOptions(
                1,
                Style.JSON,
                false,
                true,
                true,
                false,
                true,
                false,
                List.of(),
                Duration.ofSeconds(30),
                ZoneId.of("UTC"),
                "PostgreSQL JDBC Driver");
    }

    public boolean isSerial() {
        return decoders == 1;
    }
}
