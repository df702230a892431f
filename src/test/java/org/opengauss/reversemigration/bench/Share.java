package org.opengauss.reversemigration.bench;

/** Which rows one of several connections writes: whole tables, or where there are fewer, ranges of ids. */
record Share(int connection, int connections, int tables, int ids) {
    boolean has(int table, int id) {
        if (connections == 1) {
            return true;
        }
        int part =
                tables >= connections
                        ? table % connections
                        : (int) ((long) (id - 1) * connections / Math.max(1, ids) % connections);
        return part == connection;
    }
}
