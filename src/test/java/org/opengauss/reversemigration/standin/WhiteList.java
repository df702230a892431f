package org.opengauss.reversemigration.standin;

import java.util.List;

/** Option {@code white-table-list}: names raw, split at the first dot, {@code *} for any. */
final class WhiteList {
    private final List<String[]> entries;

    WhiteList(List<String> entries) {
        this.entries = entries.stream().map(entry -> entry.strip().split("\\.", 2)).toList();
    }

    boolean covers(String schema, String table) {
        return entries.isEmpty()
                || entries.stream()
                        .anyMatch(
                                entry ->
                                        entry.length == 2
                                                && fits(entry[0], schema)
                                                && fits(entry[1], table));
    }

    private static boolean fits(String wanted, String name) {
        return wanted.equals("*") || wanted.equals(name);
    }
}
