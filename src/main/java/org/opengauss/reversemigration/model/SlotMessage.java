package org.opengauss.reversemigration.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** One decoded message of the stream. A frame holds one, or a batch of them. */
public sealed interface SlotMessage {
    /** Commit time of a message that carries none. */
    long NO_TIME = Long.MIN_VALUE;

    /**
     * A transaction opens. Absent numbers are 0, an absent LSN is {@link Lsn#ZERO}, an absent time {@link #NO_TIME}.
     *
     * @param commitMicros microseconds since 1970-01-01 UTC
     */
    record Begin(long xid, long csn, Lsn firstLsn, long commitMicros, int origin)
            implements SlotMessage {
        public Begin {
            requireNonNull(firstLsn, "firstLsn is null");
        }
    }

    /** A transaction ends; its position already has the kind that the stream mode tells. */
    record Commit(CommitPosition position, long commitMicros) implements SlotMessage {
        public Commit {
            requireNonNull(position, "position is null");
        }
    }

    /** A message that changes data or definitions, between begin and commit. */
    sealed interface Content extends SlotMessage permits Change, Truncate, Ddl {}

    /** TRUNCATE of one or more tables (serial streams of 6.0 and later). */
    record Truncate(List<TableName> tables, boolean restartSequences, boolean cascade)
            implements Content {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A definition change (serial streams of 6.0 and later, with a publication).
     *
     * @param lsn the position inside the message
     * @param sql what the server expands the tree to; empty for the "start" messages
     */
    record Ddl(
            Lsn lsn,
            long relationId,
            String commandType,
            String content,
            Optional<String> sql,
            Optional<String> owner)
            implements Content {}
}
