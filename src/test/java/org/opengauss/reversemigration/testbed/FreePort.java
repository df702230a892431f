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
        IOException last = null;
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IllegalStateException(
                "no free loopback port between " + LOWEST + " and " + HIGHEST, last);
    }
}
