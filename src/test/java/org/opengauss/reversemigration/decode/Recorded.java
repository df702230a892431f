package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;

/** Reads the recorded and composed messages among the test resources. */
public final class Recorded {
    static final ObjectMapper JSON = new ObjectMapper();

    /** A `w` message of the replication protocol: 'w', start, end, send time; then the payload. */
    private static final int FRAME_HEADER = 25;

    private Recorded() {}

    /** The messages of a corpus file: one a line, text or hex. */
    public static List<byte[]> messages(String file) {
        return lines(file).stream()
                .map(
                        line ->
                                file.endsWith(".hex")
                                        ? HexFormat.of().parseHex(line)
                                        : line.getBytes(UTF_8))
                .toList();
    }

    static List<JsonNode> expectations(String name) {
        return lines(name + ".expect.jsonl").stream().map(Recorded::json).toList();
    }

    static List<String> lines(String corpusFile) {
        return new String(resource("/corpus/" + corpusFile), UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isPayloadFrame(byte[] message) {
        return message.length >= FRAME_HEADER && message[0] == 'w';
    }

    /** The driver's array, header in front. */
    public static Frame frame(byte[] message) {
        return new Frame(new Lsn(ByteBuffer.wrap(message).getLong(1)), message, FRAME_HEADER);
    }

    /** The frames of a capture file, those left out that were cut when they were captured. */
    public static List<Frame> capture(String file) {
        List<Frame> frames = new ArrayList<>();
        Lsn header = Lsn.ZERO;
        int length = 0;
        for (String line :
                new String(resource("/captures/" + file + ".txt.gz"), UTF_8).split("\n")) {
            if (line.startsWith("--- msg ")) {
                header = Lsn.parse(between(line, "lsn=", " "));
                length = Integer.parseInt(line.substring(line.indexOf("len=") + 4));
            } else if (line.startsWith("TXT ") || line.startsWith("HEX ")) {
                String text = line.substring(4);
                if (text.endsWith("...CUT")) {
                    continue;
                }
                byte[] payload =
                        line.startsWith("TXT ")
                                ? text.getBytes(UTF_8)
                                : HexFormat.of().parseHex(text);
                if (payload.length != length) {
                    throw new IllegalStateException(file + ": a message at " + header);
                }
                frames.add(new Frame(header, payload));
            }
        }
        return frames;
    }

    private static String between(String line, String before, String after) {
        int from = line.indexOf(before) + before.length();
        return line.substring(from, line.indexOf(after, from));
    }

    /** The frames of a recorded stream: 8 bytes header LSN, 4 bytes length, payload. */
    public static List<Frame> stream(String name) {
        List<Frame> frames = new ArrayList<>();
        byte[] bytes = resource("/streams/" + name + ".gz");
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                Lsn header = new Lsn(in.readLong());
                frames.add(new Frame(header, in.readNBytes(in.readInt())));
            }
            return frames;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = Recorded.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + path);
            }
            return (path.endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
