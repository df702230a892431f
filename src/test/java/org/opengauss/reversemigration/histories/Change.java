package org.opengauss.reversemigration.histories;

import java.util.List;
import java.util.Map;

/** A step of a transaction, in the order the source made them. */
sealed interface Change {
    /** A row becomes another; null stands for no row. */
    record Turn(int table, Row before, Row after) implements Change {}

    /** The rows each table had. */
    record Truncate(Map<Integer, List<Row>> rows) implements Change {}

    /** An insert that lost a race and was taken back. */
    record LostInsert(int table, Row row) implements Change {}
}
