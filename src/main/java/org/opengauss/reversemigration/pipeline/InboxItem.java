package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;

/** What the slot-reader hands to the dispatcher, in stream order. */
sealed interface InboxItem {
    /** @param bytes their payloads together, charged to the budget */
    record Frames(List<Frame> frames, long bytes) implements InboxItem {}

    /** The server has decoded everything below this position and sent what there was (serial streams only). */
    record IdlePosition(Lsn lsn) implements InboxItem {}

    /** The slot-reader reads no more. */
    record End() implements InboxItem {}
}
