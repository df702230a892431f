package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.dispatch.Watermark;
import org.opengauss.reversemigration.status.Progress;

/**
 * What the threads of one session share, whatever the mode.
 *
 * @param stop asks for a gentle end
 * @param abandon requested when the deadline of a stop is over: retries end
 */
record SessionParts(
        Inbox inbox,
        ByteBudget budget,
        Watermark watermark,
        Progress progress,
        Failure failure,
        StopSignal stop,
        StopSignal abandon) {}
