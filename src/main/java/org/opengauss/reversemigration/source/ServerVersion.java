package org.opengauss.reversemigration.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code version()} says: {@code (openGauss 6.0.2 build 6285c0ef) compiled at ...}, with {@code openGauss-lite}, a
 * leading {@code PostgreSQL 9.2.4}, or the name of a distribution. Numbers are 0 where the text has none.
 */
record ServerVersion(String text, int major, int minor) {
    private static final Pattern PRODUCT =
            Pattern.compile(
                    "openGauss(?:[- ]?lite)?[ -]+(\\d+)\\.(\\d+)|\\([A-Za-z][\\w -]*? (\\d+)\\.(\\d+)[^()]* build ",
                    Pattern.CASE_INSENSITIVE);

    static ServerVersion parse(String text) {
        Matcher matcher = PRODUCT.matcher(text);
        if (!matcher.find()) {
            return new ServerVersion(text, 0, 0);
        }
        int first = matcher.group(1) != null ? 1 : 3;
        return new ServerVersion(
                text,
                Integer.parseInt(matcher.group(first)),
                Integer.parseInt(matcher.group(first + 1)));
    }
}
