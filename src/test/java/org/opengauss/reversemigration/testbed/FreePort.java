package org.opengauss.reversemigration.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds loopback ports below the range from which the kernel takes the ports of outgoing connections. A port of that range
 * could be taken by a client, even by one that keeps trying to reach this very port, while its server is down in a crash
 * test.
 */
public final class FreePort {
    private static final int LOWEST = 17_000;
    private static final int HIGHEST = 32_000;

    private FreePort() {}

    public static int find() {
        return find(1);
    }

    /** The first of two ports in a row that are both free. */
    public static int findPair() {
        return find(2);
    }

    private static int find(int inARow) {
        IOException last = null;
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try {
                for (int next = 0; next < inARow; next++) {
                    bind(port + next);
                }
                return port;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IllegalStateException(
                "no free loopback port between " + LOWEST + " and " + HIGHEST, last);
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
