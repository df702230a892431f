package org.opengauss.reversemigration.source;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Hands the driver a socket that {@link LinkWatch} watches. Public only because the driver makes it by name, with the
 * number of the watch as its argument.
 */
public final class WatchedSocketFactory extends SocketFactory {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<String, LinkWatch> WATCHES = new ConcurrentHashMap<>();

    private final LinkWatch watch;

    /** Called by the driver. */
    public WatchedSocketFactory(String number) {
        this.watch = requireNonNull(WATCHES.get(number), "no such watch");
    }

    /** The argument by which a connection finds its watch, until {@link #forget}. */
    static String register(LinkWatch watch) {
        String number = Long.toString(NUMBERS.incrementAndGet());
        WATCHES.put(number, watch);
        return number;
    }

    static void forget(String number) {
        WATCHES.remove(number);
    }

    @Override
    public Socket createSocket() {
        return watch.newSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the driver connects the socket itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("the driver connects the socket itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("the driver connects the socket itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("the driver connects the socket itself");
    }
}
