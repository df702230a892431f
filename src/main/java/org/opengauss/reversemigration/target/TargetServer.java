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
    public boolean isAtLeast(int... wanted) {
        int at = 0;
        for (int number : wanted) {
            int end = at;
            while (end < version.length() && Character.isDigit(version.charAt(end))) {
                end++;
            }
            int ours = end == at ? 0 : Integer.parseInt(version, at, end, 10);
            if (ours != number) {
                return ours > number;
            }
            at = end < version.length() && version.charAt(end) == '.' ? end + 1 : version.length();
        }
        return true;
    }
}
