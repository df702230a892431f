package org.opengauss.reversemigration.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.decode.BinaryDecoder;
import org.opengauss.reversemigration.decode.JsonDecoder;
import org.opengauss.reversemigration.decode.MessageDecoder;
import org.opengauss.reversemigration.decode.TransactionAssembler;
import org.opengauss.reversemigration.dispatch.ResumePoint;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;
import org.opengauss.reversemigration.model.StreamMode;
import org.opengauss.reversemigration.model.TypeNames;
import org.opengauss.reversemigration.source.SlotStream;
import org.opengauss.reversemigration.source.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the pipeline over one open stream: makes the threads, ends when asked to stop or with the first failure, and
 * leaves no thread behind. After a transient failure a new session begins at the ledger's position.
 *
 * <p>Gentle end (a stop, or the source's link lost): the slot-reader reads no more but keeps confirming, the lanes run
 * empty until the deadline, the last watermark is confirmed.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration ABANDON_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final SlotStream stream;
    private final SessionParts parts;
    private final Applying applying;
    private final Duration stopDeadline;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch writersDone;
    private final CountDownLatch allDone;
    private final SlotReader reader;
    private final Dispatcher dispatcher;

    Session(
            String name,
            SlotStream stream,
            StreamMode mode,
            SessionParts parts,
            Applying applying,
            Decoding decoding,
            ResumePoint resume,
            Duration stopDeadline) {
        this.name = name;
        this.stream = stream;
        this.parts = parts;
        this.applying = applying;
        this.stopDeadline = stopDeadline;
        this.writersDone = new CountDownLatch(applying.writers().size());
        this.allDone = new CountDownLatch(applying.writers().size() + 2);
        this.reader = new SlotReader(stream, parts, mode.isSerial());
        MessageDecoder decoder =
                mode.style() == StreamMode.Style.BINARY
                        ? new BinaryDecoder(decoding.typeNames())
                        : new JsonDecoder(mode);
        this.dispatcher =
                new Dispatcher(parts, applying.scheduler(), decoder, decoding.assemblers(), resume);
    }

    /** What decoding needs to know of the source. */
    record Decoding(TypeNames typeNames, Dispatcher.AssemblerFactory assemblers) {
        static Decoding of(
                TypeNames typeNames,
                long maxTransactionBytes,
                java.util.function.Predicate<org.opengauss.reversemigration.model.TableName>
                        suppliesOldRow) {
            return new Decoding(
                    typeNames,
                    sink -> new TransactionAssembler(sink, maxTransactionBytes, suppliesOldRow));
        }
    }

    /**
     * Until stopped.
     *
     * @return whether all that was read is applied; not so if the deadline of a stop was over before
     * @throws ReplicationException the first failure
     */
    boolean run() throws InterruptedException {
        int number = 0;
        for (Applying.LaneWriter writer : applying.writers()) {
            add("writer-" + ++number, writer, writersDone);
        }
        add("dispatcher", dispatcher::run, null);
        add("slot-reader", this::readAndDrain, null);
        threads.forEach(Thread::start);
        awaitEnd();
        throwFailure();
        return !parts.failure().happened();
    }

    private void add(String role, Applying.LaneWriter body, CountDownLatch alsoDone) {
        threads.add(
                new Thread(
                        () -> {
                            try {
                                body.run();
                            } catch (InterruptedException e) {
                                LOG.debug("{} leaves: {}", role, e.getMessage());
                            } catch (OutOfMemoryError e) {
                                fail(tooLittleHeap(role));
                            } catch (Throwable e) {
                                fail(e);
                            } finally {
                                if (alsoDone != null) {
                                    alsoDone.countDown();
                                }
                                allDone.countDown();
                            }
                        },
                        ThreadNames.of(name, role)));
    }

    /** Every queue is bounded, so what does not fit is a single row, which must fit twice and more. */
    private StartException tooLittleHeap(String role) {
        return new StartException(
                ExitCode.STOPPED,
                "out of memory in "
                        + role
                        + ", behind "
                        + parts.progress().appliedLsn()
                        + ": a row does not fit the heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB; start with a larger -Xmx (at least eight times the largest row). Everything up to"
                        + " that position is applied, and the slot stays before the row");
    }

    private void fail(Throwable failure) {
        parts.failure().report(failure);
        applying.endWaits();
    }

    private void readAndDrain() throws InterruptedException {
        try {
            reader.read();
            reader.drain(() -> writersDone.getCount() == 0);
        } catch (SourceException e) {
            if (!parts.failure().happened()) {
                LOG.warn("{}; applying what was received before", e.getMessage());
                parts.inbox().put(new InboxItem.End());
                writersDone.await(stopDeadline.toMillis(), TimeUnit.MILLISECONDS);
            }
            throw e;
        }
    }

    /** Waits for all threads: as long as it takes while running, with deadlines once a stop or a failure came. */
    private void awaitEnd() throws InterruptedException {
        while (!parts.stop().requested() && !parts.failure().happened()) {
            if (allDone.await(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        Duration patience = parts.failure().happened() ? ABANDON_PATIENCE : stopDeadline;
        if (awaitAllOrFailure(patience)) {
            return;
        }
        LOG.warn(
                "not everything could be applied in {} s; the rest is sent again at the next start",
                patience.toSeconds());
        parts.failure().report(new Abandoned());
        parts.abandon().request();
        applying.endWaits();
        if (!allDone.await(ABANDON_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            applying.abort(); // a statement that MySQL does not answer
            if (!allDone.await(ABANDON_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.stream()
                        .filter(Thread::isAlive)
                        .forEach(t -> LOG.warn("{} did not end", t.getName()));
            }
        }
    }

    private boolean awaitAllOrFailure(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean failedBefore = parts.failure().happened();
        while (System.nanoTime() < deadline) {
            if (allDone.await(50, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (!failedBefore && parts.failure().happened()) {
                return awaitAllOrFailure(ABANDON_PATIENCE);
            }
        }
        return false;
    }

    private void throwFailure() {
        Throwable failure = parts.failure().first().orElse(null);
        if (failure == null || failure instanceof Abandoned) {
            return;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(failure);
    }

    /** The deadline of a stop was over: not a failure, what was not applied comes again. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
