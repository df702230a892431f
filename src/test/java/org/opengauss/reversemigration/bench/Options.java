package org.opengauss.reversemigration.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code scripts/bench} was asked for.
 *
 * @param every each workload from each source and with its lag; else, to be quick, only the first that has it all
 * @param rows row changes of a run; 0 = as each workload has it
 */
record Options(
        boolean quick,
        boolean every,
        List<Workload> workloads,
        List<String> sources,
        List<Integer> writers,
        List<String> modes,
        int rows,
        boolean lag,
        List<String> javaOptions) {
    private static final List<String> SOURCES = List.of("replay", "stand-in");
    private static final List<String> MODES = List.of("transaction", "table");

    /**
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options of(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        boolean every =
                !quick || arguments.contains("--workload") || arguments.contains("--source");
        List<Workload> workloads = List.of(Workload.values());
        List<String> sources = SOURCES;
        List<Integer> writers = quick ? List.of(2) : List.of(1, 2, 4, 8, 16);
        List<String> modes = MODES;
        int rows = 0;
        boolean lag = true;
        List<String> javaOptions =
                List.of("-Xmx512m", "-Xms512m", "-XX:+UseSerialGC", "-XX:NewRatio=1");
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--quick")) {
                continue;
            }
            if (name.equals("--no-lag")) {
                lag = false;
                continue;
            }
            String value = ++i < arguments.size() ? arguments.get(i) : "";
            if (value.isBlank()) {
                throw new IllegalArgumentException(name + " needs a value, or is not an option");
            }
            switch (name) {
                case "--workload" -> workloads = list(value).map(Options::workload).toList();
                case "--source" ->
                        sources = list(value).map(one -> word(name, one, SOURCES)).toList();
                case "--writers" ->
                        writers = list(value).map(one -> number(name, one, 1, 128)).toList();
                case "--mode" -> modes = list(value).map(one -> word(name, one, MODES)).toList();
                case "--rows" -> rows = number(name, value, 1, 100_000_000);
                case "--java-options" -> javaOptions = List.of(value.strip().split("\\s+"));
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new Options(
                quick, every, workloads, sources, writers, modes, rows, lag, javaOptions);
    }

    private static Stream<String> list(String value) {
        return Stream.of(value.split(","));
    }

    private static Workload workload(String title) {
        return Workload.of(title)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--workload takes %s, not '%s'"
                                                .formatted(
                                                        Stream.of(Workload.values())
                                                                .map(Workload::title)
                                                                .toList(),
                                                        title)));
    }

    private static String word(String name, String value, List<String> words) {
        if (words.contains(value)) {
            return value;
        }
        throw new IllegalArgumentException(name + " takes " + words + ", not '" + value + "'");
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " takes a number from " + least + " to " + most + ", not '" + text + "'");
    }

    List<String> sources(Workload workload) {
        return isWhole(workload) ? sources : sources.subList(0, 1);
    }

    boolean lag(Workload workload) {
        return lag && isWhole(workload);
    }

    private boolean isWhole(Workload workload) {
        return every || workload == Workload.INSERT_1_TABLE;
    }

    /** Transactions of a run of that workload, at least two. */
    int transactions(Workload workload) {
        int wanted = rows == 0 ? workload.rows(quick) : rows;

        return Math.max(2, wanted / workload.rowsPerTransaction());
    }
}
