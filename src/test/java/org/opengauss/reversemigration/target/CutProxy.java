package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy before MySQL that can cut the link around a COMMIT. The link must not be encrypted. */
final class CutProxy implements AutoCloseable {
    /** When to cut, once. */
    enum Cut {
        NEVER,
        /** The packet with the COMMIT does not reach the server. */
        BEFORE_COMMIT,
        /** The server has answered the COMMIT, the client does not hear it. */
        AFTER_COMMIT
    }

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Cut cut = Cut.NEVER;

    CutProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cutNext(Cut next) {
        cut = next;
    }

    boolean hasCut() {
        return cut == Cut.NEVER;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("resource") // both sockets live as long as their link
    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                connect(client);
            }
        } catch (IOException e) {
            // closed
        }
    }

    @SuppressWarnings("resource") // both sockets live as long as their link
    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(host, port);
        } catch (IOException e) {
            client.close(); // as a server that is down
            return;
        }
        sockets.add(server);
        Link link = new Link(client, server);
        start(link::fromClient);
        start(link::fromServer);
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void fromClient() {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    Cut now = cut;
                    if (now != Cut.NEVER
                            && new String(buffer, 0, n, ISO_8859_1).endsWith("COMMIT")) {
                        cut = Cut.NEVER;
                        if (now == Cut.BEFORE_COMMIT) {
                            break;
                        }
                        silent = true;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException e) {
                // the other side is gone
            }
            close();
        }

        void fromServer() {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int n = in.read(buffer); n >= 0 && !silent; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException e) {
                // the other side is gone
            }
            close();
        }

        private void close() {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // nothing is left to close
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
