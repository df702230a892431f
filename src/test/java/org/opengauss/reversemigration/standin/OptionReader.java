package org.opengauss.reversemigration.standin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opengauss.reversemigration.standin.StreamOptions.Style;

/**
 * Checks the options of START_REPLICATION as the server does and fills in the defaults of their mode. Source:
 * parallel_decode_worker.cpp and mppdb_decoding.cpp of openGauss-server.
 */
final class OptionReader {
    private static final Set<String> PARALLEL_ONLY =
            Set.of("decode-style", "sending-batch", "parallel-queue-size");
    private static final Set<String> BOTH =
            Set.of(
                    "parallel-decode-num",
                    "include-xids",
                    "include-timestamp",
                    "skip-empty-xacts",
                    "only-local",
                    "include-originid",
                    "white-table-list",
                    "max-txn-in-memory",
                    "max-reorderbuffer-in-memory",
                    "sender-timeout",
                    "standby-connection");
    private static final List<String> YES = List.of("true", "yes", "on", "1");
    private static final List<String> NO = List.of("false", "no", "off", "0");

    private final Map<String, String> options;
    private final Startup startup;
    private final Duration senderTimeout;
    private final int decoders;

    /** Reads the number of decoders, which selects the mode; both modes check it before anything else. */
    OptionReader(Map<String, String> options, Startup startup, Duration senderTimeout)
            throws ServerError {
        this.options = options;
        this.startup = startup;
        this.senderTimeout = senderTimeout;
        decoders = number("parallel-decode-num", 1, 20, 1);
    }

    boolean isSerial() {
        return decoders == 1;
    }

    /** All options, checked in the order given; serial errors lack the plugin's context, which the caller adds. */
    StreamOptions read() throws ServerError {
        for (String name : options.keySet()) {
            requireKnown(name);
        }
        number("max-txn-in-memory", 0, 100, 0);
        number("max-reorderbuffer-in-memory", 0, 100, 0);
        requirePowerOfTwo(number("parallel-queue-size", 2, 1024, 128));
        flag("standby-connection", false, false);
        return new StreamOptions(
                decoders,
                isSerial() ? Style.JSON : style(),
                number("sending-batch", 0, 1, 0) == 1,
                flag("include-xids", true, true),
                flag("include-timestamp", isSerial(), false),
                flag("skip-empty-xacts", false, false),
                flag("only-local", true, true),
                flag("include-originid", false, isSerial()),
                whiteList(),
                timeout(),
                startup.zone(),
                startup.applicationName());
    }

    private void requireKnown(String name) throws ServerError {
        boolean known =
                BOTH.contains(name)
                        || !isSerial() && PARALLEL_ONLY.contains(name)
                        || isSerial() && name.equals("force-binary");
        if (!known) {
            throw new ServerError(
                    "22023",
                    "option \"%s\" = \"%s\" is unknown".formatted(name, options.get(name)),
                    "N/A",
                    "");
        }
    }

    private int number(String name, int least, int most, int otherwise) throws ServerError {
        if (!options.containsKey(name)) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(options.get(name).strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw unreadable(name);
        }
        throw unreadable(name);
    }

    private static void requirePowerOfTwo(int queueSize) throws ServerError {
        if (Integer.bitCount(queueSize) != 1) {
            throw new ServerError(
                    "22023", "option parallel-queue-size should be a power of two", "N/A", "");
        }
    }

    /** True and false may be cut to a prefix that is no other word's. */
    private boolean flag(String name, boolean otherwise, boolean bare) throws ServerError {
        if (!options.containsKey(name)) {
            return otherwise;
        }
        String value = options.get(name).toLowerCase(java.util.Locale.ROOT);
        if (value.isEmpty()) {
            return bare;
        }
        boolean yes = YES.stream().anyMatch(word -> word.startsWith(value));
        boolean no = NO.stream().anyMatch(word -> word.startsWith(value));
        if (yes == no) {
            throw unreadable(name);
        }
        return yes;
    }

    private Style style() throws ServerError {
        String value = options.getOrDefault("decode-style", "b");
        return switch (value.isEmpty() ? '\0' : value.charAt(0)) {
            case 'j' -> Style.JSON;
            case 't' -> Style.TEXT;
            case 'b' -> Style.BINARY;
            default -> throw unreadable("decode-style");
        };
    }

    private List<String> whiteList() {
        return Arrays.stream(options.getOrDefault("white-table-list", "").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private Duration timeout() throws ServerError {
        String value = options.getOrDefault("sender-timeout", "");
        if (value.isEmpty()) {
            return senderTimeout;
        }
        long unit = value.endsWith("ms") ? 1 : value.endsWith("s") ? 1000 : 1;
        try {
            return Duration.ofMillis(
                    unit * Integer.parseInt(value.replaceAll("(ms|s)$", "").strip()));
        } catch (NumberFormatException e) {
            throw unreadable("sender-timeout");
        }
    }

    private ServerError unreadable(String name) {
        return new ServerError(
                "22023",
                "could not parse value \"%s\" for parameter \"%s\""
                        .formatted(options.get(name), name),
                "N/A",
                "");
    }
}
