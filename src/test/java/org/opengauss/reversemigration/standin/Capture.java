package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What a real server sent: the messages of one capture file, in order. */
final class Capture {
    private Capture() {}

    /** Lines of a text resource under {@code captures/}; {@code .gz} is unpacked. */
    static List<String> lines(String name) {
        String path = "/captures/" + name;
        try (InputStream raw = Capture.class.getResourceAsStream(path)) {
            byte[] bytes = raw.readAllBytes();
            InputStream in = new ByteArrayInputStream(bytes);
            if (name.endsWith(".gz")) {
                in = new GZIPInputStream(in);
            }
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Payloads; a message that was cut when it was recorded is left out. */
    static List<byte[]> messages(String name) {
        List<byte[]> messages = new ArrayList<>();
        for (String line : lines(name)) {
            if (line.startsWith("TXT ")) {
                messages.add(line.substring(4).getBytes(UTF_8));
            } else if (line.startsWith("HEX ") && !line.endsWith("CUT")) {
                messages.add(HexFormat.of().parseHex(line.substring(4).strip()));
            }
        }
        return messages;
    }
}
