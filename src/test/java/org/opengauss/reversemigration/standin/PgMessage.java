package org.opengauss.reversemigration.standin;

import java.util.List;
import java.util.Optional;

/** One message of {@code pgoutput}, protocol 1. */
sealed interface PgMessage {
    /** Times are microseconds since 2000-01-01 UTC; {@code commitStart} is the first byte of the commit record. */
    record Begin(long commitStart, long commitMicros, long xid) implements PgMessage {}

    record Commit(long commitStart, long commitEnd, long commitMicros) implements PgMessage {}

    record Origin(String name) implements PgMessage {}

    record Relation(int oid, String schema, String name, List<Column> columns)
            implements PgMessage {
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    record Column(String name, int typeOid, int modifier) {}

    /** A row written: {@code newRow} is absent in a DELETE, {@code oldRow} in an INSERT. */
    record Row(char operation, int relation, Optional<Tuple> oldRow, Optional<Tuple> newRow)
            implements PgMessage {}

    record Truncate(List<Integer> relations, boolean cascade, boolean restartsSequences)
            implements PgMessage {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** What {@code pg_logical_emit_message} wrote. */
    record Emitted(String prefix, String content) implements PgMessage {}

    /** Says nothing we need. */
    record Other() implements PgMessage {}

    /** Texts of a row's columns; Java null is NULL, {@link #UNCHANGED} a TOAST value left as it was. */
    @SuppressWarnings("ArrayRecordComponent")
    record Tuple(String[] values) {
        /** Compared by identity. */
        static final String UNCHANGED = new String("unchanged-toast-datum");

        /** This row with what it left unchanged taken from the old one. */
        Tuple filledFrom(Tuple old) {
            String[] filled = values.clone();
            for (int i = 0; i < filled.length; i++) {
                if (isUnchanged(filled[i])) {
                    filled[i] = old.values[i];
                }
            }
            return new Tuple(filled);
        }

        @SuppressWarnings({"StringEquality", "ReferenceEquality"})
        static boolean isUnchanged(String value) {
            return value == UNCHANGED;
        }
    }
}
