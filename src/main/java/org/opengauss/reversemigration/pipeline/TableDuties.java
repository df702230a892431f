package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.dispatch.Chunk;
import org.opengauss.reversemigration.dispatch.LowWatermark;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.target.ChunkApplier;

/** A commit stands for the tables of its chunk only. */
final class TableDuties implements LaneDuties {
    private final int lane;
    private final ChunkApplier applier;
    private final LowWatermark low;
    private final TableWatermark watermark;
    private boolean everyTable;

    TableDuties(int lane, ChunkApplier applier, LowWatermark low, TableWatermark watermark) {
        this.lane = lane;
        this.applier = applier;
        this.low = low;
        this.watermark = watermark;
    }

    @Override
    public void begin(Work.Whole work) {
        everyTable = work.ledger().everyTable();
        if (everyTable) {
            applier.moveEveryTable();
        } else {
            applier.moveTables(work.ledger().tables());
        }
    }

    @Override
    public void beginLarge() {
        everyTable = true;
        applier.moveEveryTable();
    }

    @Override
    public void committed(Chunk chunk) {
        committed(chunk.last(), chunk.rows(), chunk.commitMicros());
    }

    @Override
    public void committedLarge(CommitPosition last, long rows, long commitMicros) {
        committed(last, rows, commitMicros);
    }

    private void committed(CommitPosition last, long rows, long commitMicros) {
        low.finished(lane);
        watermark.applied(rows, commitMicros);
        if (everyTable) {
            watermark.writtenAlong(last);
        } else {
            watermark.writeIfDue(applier);
        }
    }

    @Override
    public void idle() {
        watermark.writeIfDue(applier);
    }

    @Override
    public void end() {
        watermark.end(applier);
    }
}
