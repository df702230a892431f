package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.dispatch.ChunkBuilder;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.Watermark;
import org.opengauss.reversemigration.status.Progress;

/** What the threads of one session share. */
record SessionParts(
        Inbox inbox,
        ByteBudget budget,
        List<Lane> lanes,
        ChunkBuilder builder,
        ChunkSizer sizer,
        CommitSequencer sequencer,
        Watermark watermark,
        Progress progress,
        Failure failure,
        StopSignal stop) {}
