package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.model.CommitPosition;

/**
 * What lies between assembled transactions and MySQL in one session, lanes and connections: one for each {@code
 * apply.mode}. Makes no threads: the session runs the scheduler in its dispatcher and each writer in a thread of its own.
 */
interface Applying extends AutoCloseable {
    /** The body of a thread: empties one lane until it gets nothing more. */
    @FunctionalInterface
    interface LaneWriter {
        void run() throws InterruptedException;
    }

    Scheduler scheduler();

    /** One for each lane. */
    List<LaneWriter> writers();

    /** Before any thread runs: notes in the ledger that everything up to here counts as applied. */
    void skipTo(CommitPosition position);

    /** Ends every wait, present and future: the run is over. Any thread. */
    void endWaits();

    /** Closes the connections under whatever runs on them. Any thread; never throws. */
    void abort();

    /** Only when no writer runs any more. */
    @Override
    void close();
}
