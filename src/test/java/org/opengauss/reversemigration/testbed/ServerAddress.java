package org.opengauss.reversemigration.testbed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host, port and database of a JDBC URL such as {@code jdbc:mysql://host:3306/} or {@code jdbc:opengauss://host:5432/postgres};
 * the database is empty if the URL names none.
 */
record ServerAddress(String host, int port, String database) {
    private static final Pattern URL =
            Pattern.compile("(?:jdbc:)?\\w+://([^:/?]+)(?::(\\d+))?(?:/([^?]*))?(?:\\?.*)?");

    static ServerAddress parse(String variable, String url, int defaultPort) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    variable + " is not a JDBC URL such as jdbc:mysql://host:port/: " + url);
        }
        int port = matcher.group(2) == null ? defaultPort : Integer.parseInt(matcher.group(2));
        String database = matcher.group(3) == null ? "" : matcher.group(3);
        return new ServerAddress(matcher.group(1), port, database);
    }
}
