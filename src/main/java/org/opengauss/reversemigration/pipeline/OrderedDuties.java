package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.model.CommitPosition;

/** Commits are in order: the last one stands for everything before it. */
final class OrderedDuties implements LaneDuties {
    private final SessionParts parts;

    OrderedDuties(SessionParts parts) {
        this.parts = parts;
    }

    @Override
    public void begin(Work.Whole work) {}

    @Override
    public void beginLarge() {}

    @Override
    public void committed(Chunk chunk) {
        committed(chunk.last(), chunk.sourceTransactions(), chunk.rows(), chunk.commitMicros());
    }

    @Override
    public void committedLarge(CommitPosition last, long rows, long commitMicros) {
        committed(last, 1, rows, commitMicros);
    }

    private void committed(CommitPosition last, int transactions, long rows, long commitMicros) {
        parts.watermark().raise(last.lsn());
        parts.progress().applied(last.lsn(), transactions, rows, commitMicros);
    }

    @Override
    public void idle() {}

    @Override
    public void end() {}
}
