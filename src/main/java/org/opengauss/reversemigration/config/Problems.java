package org.opengauss.reversemigration.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one configuration file, collected while reading it. Used by one thread. */
final class Problems {
    /** @param line counted from 1; {@link Integer#MAX_VALUE} for what is missing and so has no line */
    private record Problem(int line, String text) {}

    private final List<Problem> problems = new ArrayList<>();

    void add(int line, String text) {
        problems.add(new Problem(line, "line " + line + ": " + text));
    }

    void addMissing(String text) {
        problems.add(new Problem(Integer.MAX_VALUE, text));
    }

    int size() {
        return problems.size();
    }

    boolean anyOnLine(int line) {
        return problems.stream().anyMatch(problem -> problem.line == line);
    }

    void throwIfAny(String file) {
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    file,
                    problems.stream()
                            .sorted(Comparator.comparingInt(Problem::line))
                            .map(Problem::text)
                            .toList());
        }
    }
}
