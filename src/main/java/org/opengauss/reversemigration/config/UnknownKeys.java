package org.opengauss.reversemigration.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names every key nobody asked for, with the key that was probably meant. */
final class UnknownKeys {
    private UnknownKeys() {}

    static void report(List<Section> sections, Problems problems) {
        for (Section section : sections) {
            for (String key : section.unknown()) {
                problems.add(
                        section.lineOf(key),
                        section.pathOf(key)
                                + " is not a known key"
                                + nearest(key, section, sections)
                                        .map(path -> "; did you mean " + path + "?")
                                        .orElse("; see docs/configuration.md"));
            }
        }
    }

    /** Its own section first, then the same key in another section. */
    private static Optional<String> nearest(String key, Section own, List<Section> all) {
        List<Section> order = new ArrayList<>();
        order.add(own);
        order.addAll(all);
        for (Section section : order) {
            int allowed = section == own ? Math.max(1, key.length() / 3) : 0;
            String best = null;
            int least = allowed + 1;
            for (String known : section.asked()) {
                int distance = distance(plain(key), plain(known));
                if (distance < least) {
                    least = distance;
                    best = known;
                }
            }
            if (best != null) {
                return Optional.of(section.pathOf(best));
            }
        }
        return Optional.empty();
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Letters to add, drop or change to get from one word to the other (Levenshtein). */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                previous[j - 1] + change,
                                Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
