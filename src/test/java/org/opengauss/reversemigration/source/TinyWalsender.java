package org.opengauss.reversemigration.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.opengauss.reversemigration.model.Lsn;

/**
 * The smallest server that satisfies the driver (reference: mppdb-decoding 1.10), for what a real one cannot be made to
 * do on demand. It takes one connection after another; when START_REPLICATION arrives it plays the given scene.
 */
final class TinyWalsender implements AutoCloseable {
    /** What the server does once the copy has begun; when it returns, the connection is closed. */
    interface Scene {
        void play(Link link) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Scene scene;
    final BlockingQueue<String> startups = new LinkedBlockingQueue<>();
    final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    /** Flushed positions of the status messages, in order; null never comes. */
    final BlockingQueue<Lsn> flushed = new LinkedBlockingQueue<>();

    TinyWalsender(Scene scene) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.scene = scene;
        Thread thread = new Thread(this::serve, "tiny-walsender");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                new Link(socket).converse();
            } catch (IOException e) {
                // The client left, or the test is over.
                continue;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    final class Link {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Link(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        private void converse() throws IOException, InterruptedException {
            byte[] startup = new byte[in.readInt() - 4];
            in.readFully(startup);
            startups.add(new String(startup, 4, startup.length - 4, UTF_8).replace('\0', ' '));
            message('R', new byte[4]);
            parameter("client_encoding", "UTF8");
            parameter("DateStyle", "ISO, MDY");
            parameter("integer_datetimes", "on");
            parameter("standard_conforming_strings", "on");
            parameter("server_version", "9.2.4");
            message('K', new byte[8]);
            message('Z', new byte[] {'I'});
            while (true) {
                int type = in.read();
                if (type != 'Q') {
                    return;
                }
                String sql = text(body());
                commands.add(sql);
                if (sql.startsWith("START_REPLICATION")) {
                    message('W', new byte[] {0, 0, 0});
                    scene.play(this);
                    return;
                }
                answer(sql);
            }
        }

        private void answer(String sql) throws IOException {
            if (sql.contains("count(1)")) {
                row("0");
            } else if (sql.startsWith("show")) {
                row("off");
            } else if (sql.startsWith("SELECT")) {
                row();
            } else {
                message('C', "SET\0".getBytes(UTF_8));
            }
            message('Z', new byte[] {'I'});
        }

        private void row(String... values) throws IOException {
            ByteArrayOutputStream columns = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(columns);
            data.writeShort(1);
            data.write("v\0".getBytes(UTF_8));
            data.writeInt(0);
            data.writeShort(0);
            data.writeInt(25);
            data.writeShort(-1);
            data.writeInt(-1);
            data.writeShort(0);
            message('T', columns.toByteArray());
            for (String value : values) {
                ByteBuffer cell = ByteBuffer.allocate(6 + value.length());
                cell.putShort((short) 1).putInt(value.length()).put(value.getBytes(UTF_8));
                message('D', cell.array());
            }
            message('C', "SELECT\0".getBytes(UTF_8));
        }

        private void parameter(String name, String value) throws IOException {
            message('S', (name + "\0" + value + "\0").getBytes(UTF_8));
        }

        void frame(Lsn header, String payload) throws IOException {
            message('d', frameBytes(header, payload));
        }

        /** Announces a whole frame but sends only its beginning. */
        void halfFrame(Lsn header, String payload) throws IOException {
            byte[] frame = frameBytes(header, payload);
            out.write('d');
            out.writeInt(frame.length + 4);
            out.write(frame, 0, frame.length / 2);
            out.flush();
        }

        private byte[] frameBytes(Lsn header, String payload) {
            byte[] bytes = payload.getBytes(UTF_8);
            return ByteBuffer.allocate(25 + bytes.length)
                    .put((byte) 'w')
                    .putLong(header.value())
                    .putLong(header.value())
                    .putLong(0)
                    .put(bytes)
                    .array();
        }

        void keepalive(Lsn walEnd) throws IOException {
            ByteBuffer body =
                    ByteBuffer.allocate(33).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'k');
            message('d', body.putLong(walEnd.value()).putInt(2).putInt(1).array());
        }

        void notice(String text) throws IOException {
            message('N', ("SWARNING\0C01000\0M" + text + "\0\0").getBytes(UTF_8));
        }

        void commandComplete() throws IOException {
            message('C', "COPY 0\0".getBytes(UTF_8));
        }

        void readyForQuery() throws IOException {
            message('Z', new byte[] {'I'});
        }

        void fatal(String state, String text) throws IOException {
            message('E', ("SFATAL\0C" + state + "\0M" + text + "\0\0").getBytes(UTF_8));
        }

        /** Takes what the client sends until it ends the copy or leaves, as a server does between its frames. */
        void listen() throws IOException {
            while (listenOnce()) {}
        }

        /** @return whether a status came, not an end */
        boolean listenOnce() throws IOException {
            if (in.read() != 'd') {
                return false;
            }
            byte[] status = body();
            ByteBuffer little = ByteBuffer.wrap(status).order(ByteOrder.LITTLE_ENDIAN);
            flushed.add(new Lsn(little.getLong(17)));
            return true;
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private byte[] body() throws IOException {
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            return body;
        }

        private String text(byte[] body) {
            return new String(body, 0, body.length - 1, UTF_8);
        }

        private void message(char type, byte[] body) throws IOException {
            out.write(type);
            out.writeInt(body.length + 4);
            out.write(body);
            out.flush();
        }
    }
}
