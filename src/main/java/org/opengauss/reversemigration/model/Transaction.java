package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One committed source transaction, whole: its changes in WAL order and where and when it committed. It may be empty (a
 * pair without rows), then it only carries a position.
 *
 * @param commitMicros microseconds since 1970-01-01 UTC, or {@link SlotMessage#NO_TIME}
 * @param bytes what the transaction keeps alive on the heap, roughly
 */
public record Transaction(
        CommitPosition position,
        long commitMicros,
        List<SlotMessage.Content> contents,
        long bytes) {
    public Transaction {
        requireNonNull(position, "position is null");
        requireNonNull(contents, "contents is null");
    }

    public boolean isEmpty() {
        return contents.isEmpty();
    }

    public int rows() {
        return contents.size();
    }
}
