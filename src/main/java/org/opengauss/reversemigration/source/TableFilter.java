package org.opengauss.reversemigration.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.TableName;

/**
 * Which tables are replicated: the {@code white-table-list}, matched as the server matches it (raw names,
 * case-sensitive, split at the first dot, {@code *} for any schema or any table), less the schemas that openGauss keeps
 * for itself, some of whose tables leak into every stream. Immutable.
 */
public final class TableFilter {
    private static final Set<String> INTERNAL =
            Set.of(
                    "information_schema",
                    "snapshot",
                    "blockchain",
                    "sqladvisor",
                    "cstore",
                    "db4ai",
                    "sys",
                    "performance_schema",
                    "dolphin_catalog");
    private static final List<String> INTERNAL_PREFIXES = List.of("dbe_", "pkg_", "pg_", "gs_");
    private static final String ANY = "*";

    private final List<TableName> patterns;

    private TableFilter(List<TableName> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * @param whiteTables {@code schema.table}, {@code *.table}, {@code schema.*}, {@code *.*}; empty = every table
     * @throws SourceException for an entry that the server's option cannot carry
     */
    public static TableFilter of(List<String> whiteTables) {
        List<TableName> patterns = new ArrayList<>();
        for (String entry : whiteTables) {
            patterns.add(pattern(entry.strip()));
        }
        return new TableFilter(patterns);
    }

    private static TableName pattern(String entry) {
        int dot = entry.indexOf('.');
        if (dot < 1 || dot == entry.length() - 1) {
            throw refused(entry, "expected schema.table, *.table, schema.* or *.*");
        }
        for (int i = 0; i < entry.length(); i++) {
            char c = entry.charAt(i);
            // The driver sends the value unescaped, and the server checks the nesting of these
            // before parsing.
            if (Character.isWhitespace(c)
                    || Character.isISOControl(c)
                    || "'\"(),\\;".indexOf(c) >= 0) {
                throw refused(
                        entry,
                        "the server's option cannot carry blanks, quotes, commas, semicolons, backslashes"
                                + " or parentheses; leave the table out of the list or use schema.*");
            }
        }
        return new TableName(entry.substring(0, dot), entry.substring(dot + 1));
    }

    private static SourceException refused(String entry, String reason) {
        return new SourceException(
                ExitCode.USAGE,
                "slot.white-table-list: cannot use the entry \"" + entry + "\": " + reason,
                null);
    }

    public boolean replicates(TableName table) {
        return !isInternal(table.schema()) && isWhite(table);
    }

    /** Whether openGauss keeps the schema for itself. */
    public static boolean isInternal(String schema) {
        return INTERNAL.contains(schema) || INTERNAL_PREFIXES.stream().anyMatch(schema::startsWith);
    }

    /** The value of the server's option; empty where every table is wanted. */
    String option() {
        StringBuilder option = new StringBuilder();
        for (TableName pattern : patterns) {
            option.append(option.length() == 0 ? "" : ",").append(pattern);
        }
        return option.toString();
    }

    private boolean isWhite(TableName table) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(
                                pattern ->
                                        matches(pattern.schema(), table.schema())
                                                && matches(pattern.table(), table.table()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals(ANY) || pattern.equals(name);
    }

    @Override
    public String toString() {
        return patterns.isEmpty() ? "every table" : option();
    }
}
