package org.opengauss.reversemigration.pipeline;

import java.util.concurrent.TimeUnit;
import org.opengauss.reversemigration.dispatch.LowWatermark;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.target.ChunkApplier;
import org.opengauss.reversemigration.target.TargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the low watermark to the ledger about once a second, on whichever lane has just committed or is idle, and at the
 * end of all lanes; only what is written there may be confirmed to the slot. Shared by the writers, thread-safe.
 */
final class TableWatermark {
    private static final Logger LOG = LoggerFactory.getLogger(TableWatermark.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionParts parts;
    private final LowWatermark low;

    private int lanesOpen;
    private boolean writing;
    private long lastNanos = System.nanoTime();
    private long written;
    private long counted;

    TableWatermark(SessionParts parts, LowWatermark low, int lanes) {
        this.parts = parts;
        this.low = low;
        this.lanesOpen = lanes;
    }

    /** So many rows were committed on a lane; transactions count when all their tables are done. */
    synchronized void applied(long rows, long commitMicros) {
        count(low.lowest(), rows, commitMicros);
    }

    private void count(LowWatermark.Mark lowest, long rows, long commitMicros) {
        int transactions = (int) Math.max(0, lowest.number() - counted);
        counted = Math.max(counted, lowest.number());
        parts.progress().applied(lowest.position().lsn(), transactions, rows, commitMicros);
    }

    /** Between two chunks of the applier's lane. */
    void writeIfDue(ChunkApplier applier) {
        LowWatermark.Mark mark = low.lowest();
        synchronized (this) {
            if (writing
                    || mark.number() <= written
                    || System.nanoTime() - lastNanos < INTERVAL_NANOS) {
                return;
            }
            writing = true;
        }
        write(applier, mark);
    }

    /** The applier's lane is empty for good; the last one finds everything done. */
    void end(ChunkApplier applier) {
        LowWatermark.Mark mark;
        synchronized (this) {
            lanesOpen--;
            mark = low.lowest();
            if (lanesOpen > 0 || mark.number() <= written) {
                return;
            }
            writing = true;
        }
        write(applier, mark);
    }

    private void write(ChunkApplier applier, LowWatermark.Mark mark) {
        boolean done = false;
        try {
            applier.writeWatermark(mark.position());
            done = true;
        } catch (TargetException e) {
            if (!e.isTransient() || e.exitCode() == ExitCode.FENCED) {
                throw e;
            }
            // nothing is lost: the rows of the tables say how far each is
            LOG.debug("{}; tried again later", e.getMessage());
        } finally {
            ended(mark, done);
        }
    }

    private synchronized void ended(LowWatermark.Mark mark, boolean done) {
        writing = false;
        lastNanos = System.nanoTime();
        if (done) {
            isWritten(mark);
            count(low.lowest(), 0, SlotMessage.NO_TIME);
        }
    }

    private void isWritten(LowWatermark.Mark mark) {
        written = Math.max(written, mark.number());
        parts.watermark().raise(mark.position().lsn());
    }

    /** A commit wrote it along. */
    synchronized void writtenAlong(CommitPosition position) {
        parts.watermark().raise(position.lsn());
    }
}
