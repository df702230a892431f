package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection of the gateway to the PostgreSQL behind it, logged in (trust) and ready for a query. */
final class Backend implements Closeable {
    private final Wire wire;

    private Backend(Wire wire) {
        this.wire = wire;
    }

    /** Logs in with these start-up parameters. */
    static Backend open(String host, int port, Map<String, String> parameters)
            throws IOException, ServerError {
        Wire wire = new Wire(new Socket(host, port));
        try {
            Body packet = new Body().int32(3 << 16);
            parameters.forEach((name, value) -> packet.text(name).text(value));
            wire.putBody(packet.int8(0).bytes());
            wire.flush();
            while (true) {
                Wire.Message message = wire.read();
                switch (message.type()) {
                    case 'E' -> throw error(message.body());
                    case 'R' -> requireTrust(message.body());
                    case 'Z' -> {
                        return new Backend(wire);
                    }
                    default -> {}
                }
            }
        } catch (IOException | ServerError e) {
            wire.close();
            throw e;
        }
    }

    private static void requireTrust(byte[] body) throws IOException {
        if (body[3] != 0) {
            throw new IOException(
                    "PostgreSQL asks for authentication " + body[3] + "; let it trust loopback");
        }
    }

    Wire wire() {
        return wire;
    }

    /** The rows of one simple query, as text; Java null is NULL. */
    List<List<String>> query(String sql) throws IOException, ServerError {
        wire.send('Q', new Body().text(sql).bytes());
        List<List<String>> rows = new ArrayList<>();
        ServerError failure = null;
        while (true) {
            Wire.Message message = wire.read();
            switch (message.type()) {
                case 'D' -> rows.add(row(message.body()));
                case 'E' -> failure = error(message.body());
                case 'Z' -> {
                    if (failure != null) {
                        throw failure;
                    }
                    return rows;
                }
                default -> {}
            }
        }
    }

    private static List<String> row(byte[] body) {
        java.nio.ByteBuffer in = java.nio.ByteBuffer.wrap(body);
        int count = in.getShort();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                values.add(new String(body, in.position(), length, UTF_8));
                in.position(in.position() + length);
            }
        }
        return values;
    }

    /** Reads an ErrorResponse. */
    static ServerError error(byte[] body) {
        String state = "XX000";
        String text = "";
        String detail = "";
        for (String field : new String(body, UTF_8).split("\0")) {
            if (!field.isEmpty()) {
                String value = field.substring(1);
                switch (field.charAt(0)) {
                    case 'C' -> state = value;
                    case 'M' -> text = value;
                    case 'D' -> detail = value;
                    default -> {}
                }
            }
        }
        return new ServerError(state, text, detail, "");
    }

    @Override
    public void close() {
        wire.close();
    }
}
