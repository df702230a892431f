package org.opengauss.reversemigration.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.pipeline.StopSignal;

/**
 * SIGINT and SIGTERM: the first asks for a gentle stop, after which the command returns and its exit code counts; the
 * second leaves at once, which replay makes safe.
 *
 * <p>A shutdown hook alone cannot do this: once it runs the JVM ignores further signals, and the exit code is lost. The
 * JDK's {@code sun.misc.Signal} (module jdk.unsupported) is reached by reflection because {@code --release} hides it; where
 * it is missing, the JVM ends at once on a signal.
 */
final class TerminationSignals {
    /**
     * Beyond the pipeline's own deadline and the time it takes to cut what hangs there: if that did not help either, we
     * leave without it.
     */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final StopSignal stop;
    private final Duration deadline;
    private final AtomicInteger received = new AtomicInteger();
    private final CountDownLatch finished = new CountDownLatch(1);

    private TerminationSignals(StopSignal stop, Duration deadline) {
        this.stop = stop;
        this.deadline = deadline.plus(GRACE);
    }

    static TerminationSignals install(StopSignal stop, Duration deadline) {
        TerminationSignals signals = new TerminationSignals(stop, deadline);
        signals.handle("INT");
        signals.handle("TERM");
        return signals;
    }

    void finished() {
        finished.countDown();
    }

    private void handle(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handler =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "handle" -> {
                                    receive();
                                    yield null;
                                }
                                case "equals" -> proxy == arguments[0];
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> "reverse-migration stop";
                            };
            Object proxy =
                    Proxy.newProxyInstance(
                            handlerType.getClassLoader(), new Class<?>[] {handlerType}, handler);
            type.getMethod("handle", type, handlerType)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), proxy);
        } catch (ReflectiveOperationException e) {
            // no such signal here (or the JVM runs with -Xrs): it keeps its default meaning
        }
    }

    /** Runs on a thread the JVM makes for each signal, so it may wait. */
    private void receive() {
        if (received.incrementAndGet() > 1) {
            System.err.println("second signal: leaving at once");
            Runtime.getRuntime().halt(ExitCode.TRANSIENT.number());
        }
        System.err.println("stopping: applying what was read (once more to leave at once)");
        stop.request();
        try {
            if (!finished.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(
                        "error: not stopped within apply.stop-deadline, leaving; what was not confirmed"
                                + " comes again at the next start");
                Runtime.getRuntime().halt(ExitCode.TRANSIENT.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
