package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.model.CommitPosition;

/** What a mode adds to a writer's work: which ledger rows move, and what a commit means. Used by the writer's thread. */
interface LaneDuties {
    /** Before anything of the chunk is executed. */
    void begin(Work.Whole work);

    /** Before a large transaction is executed. */
    void beginLarge();

    /** The chunk has committed, and stays counted as in flight until this returns. */
    void committed(Chunk chunk);

    void committedLarge(CommitPosition last, long rows, long commitMicros);

    /** The lane has nothing to do for the moment. */
    void idle();

    /** The lane gets nothing more. */
    void end();
}
