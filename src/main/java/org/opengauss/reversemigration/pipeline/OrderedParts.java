package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.dispatch.ChunkSizer;
import org.opengauss.reversemigration.dispatch.CommitSequencer;
import org.opengauss.reversemigration.dispatch.ExecutionClock;

/** What scheduler and writers of the ordered mode share. */
record OrderedParts(
        List<Lane> lanes, CommitSequencer sequencer, ChunkSizer sizer, ExecutionClock clock) {}
