package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The start-up packet: protocol minor version and its parameters in the order sent. */
record Startup(int minor, Map<String, String> parameters) {
    private static final int SSL_REQUEST = 80877103;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int GSS_REQUEST = 80877104;

    /** Reads the packet, declining SSL before it; empty if the client only wanted to cancel a query. */
    static Optional<Startup> read(Wire client) throws IOException {
        while (true) {
            byte[] packet = client.readBody();
            int code = int32(packet);
            if (code == CANCEL_REQUEST) {
                return Optional.empty();
            }
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                client.putRaw(new byte[] {'N'}, 0, 1);
                client.flush();
            } else if (code >>> 16 != 3) {
                throw new IOException("start-up packet of protocol " + (code >>> 16));
            } else {
                return Optional.of(new Startup(code & 0xFFFF, parameters(packet)));
            }
        }
    }

    private static int int32(byte[] packet) {
        return packet[0] << 24
                | (packet[1] & 0xFF) << 16
                | (packet[2] & 0xFF) << 8
                | packet[3] & 0xFF;
    }

    private static Map<String, String> parameters(byte[] packet) {
        String[] words = new String(packet, 4, packet.length - 4, UTF_8).split("\0", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.length && !words[i].isEmpty(); i += 2) {
            parameters.put(words[i], words[i + 1]);
        }
        return parameters;
    }

    String user() {
        return parameters.getOrDefault("user", "");
    }

    String database() {
        return parameters.getOrDefault("database", user());
    }

    boolean isReplication() {
        return parameters.containsKey("replication")
                && !parameters.get("replication").equals("false");
    }

    String applicationName() {
        return parameters.getOrDefault("application_name", "");
    }

    /** {@code TimeZone}; a {@code GMT+n} has its sign turned on the wire, as POSIX has it. */
    ZoneId zone() {
        String text = parameters.getOrDefault("TimeZone", "UTC");
        if (text.startsWith("GMT+")) {
            text = "GMT-" + text.substring(4);
        } else if (text.startsWith("GMT-")) {
            text = "GMT+" + text.substring(4);
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }
}
