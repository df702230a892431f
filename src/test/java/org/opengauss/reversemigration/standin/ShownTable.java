package org.opengauss.reversemigration.standin;

import java.util.List;

/** A table as openGauss shows it. */
record ShownTable(String schema, String name, List<Column> columns) {
    /**
     * @param modifier PostgreSQL's {@code atttypmod}, or the length of a padded binary
     * @param inOldRow whether the declared replica identity puts it into old rows
     */
    record Column(String name, ShownType type, int modifier, boolean inOldRow) {}

    ShownTable {
        columns = List.copyOf(columns);
    }
}
