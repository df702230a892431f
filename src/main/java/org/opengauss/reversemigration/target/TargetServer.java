package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

/**
 * What kind of server the target is, as far as values and names depend on it.
 *
 * @param version what {@code SELECT VERSION()} says
 * @param ignoresTableCase {@code lower_case_table_names} is not 0
 */
public record TargetServer(String version, boolean ignoresTableCase) {
    public TargetServer {
        requireNonNull(version, "version is null");
    }

    public boolean isMariaDb() {
        return version.contains("MariaDB");
    }

    /** Whether the version is this one or later; numbers are compared, MySQL after 9.7 counts by year. */
    public boolean isAtLeast(int major, int minor) {
        int dot = version.indexOf('.');
        int ours = Integer.parseInt(version, 0, dot, 10);
        int end = dot + 1;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return ours > major
                || ours == major && Integer.parseInt(version, dot + 1, end, 10) >= minor;
    }
}
