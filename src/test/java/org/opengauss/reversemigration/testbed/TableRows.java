package org.opengauss.reversemigration.testbed;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of one table in canonical text, one after the other, in no order; can be read again. */
@FunctionalInterface
interface TableRows {
    void forEach(Consumer<String> row) throws SQLException;

    /** Which rows there are, and how many of each. */
    default Map<String, Integer> counts() throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    /** A number of fixed size that equal multisets of rows share, so that large tables need no memory. */
    default Digest digest() throws SQLException {
        Digest.Sum sum = new Digest.Sum();
        forEach(sum::add);
        return sum.digest();
    }
}
