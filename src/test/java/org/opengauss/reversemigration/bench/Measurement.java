package org.opengauss.reversemigration.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that one run says of a workload and a source.
 *
 * @param sharedLimit rows a second of a tool that costs nothing, where source and target share the cores: 1 / (1/bare +
 *     1/loader)
 * @param lag null if it was not measured
 * @param failures what went wrong, one line each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Measurement(
        String workload,
        String source,
        long rows,
        long transactions,
        BareReader.Result bare,
        Loading loader,
        List<RowAtATime.Result> rowAtATime,
        List<Drain> tool,
        double sharedLimit,
        Ratios ratios,
        LagRun.Result lag,
        List<String> failures) {
    /** The best of the plain loaders, over all rows, and all that were tried. */
    record Loading(
            double rowsPerSecond,
            int statementRows,
            int commitRows,
            int connections,
            LoaderBatch.Form form,
            List<Loader.Result> all) {
        /**
         * @param results the best one last
         */
        static Loading of(List<Loader.Result> results) {
            Loader.Result best = results.get(results.size() - 1);
            return new Loading(
                    best.rowsPerSecond(),
                    best.plan().statementRows(),
                    best.plan().commitRows(),
                    best.plan().connections(),
                    best.plan().form(),
                    results);
        }
    }

    /**
     * A drain by the tool, and what it is of the other rates.
     *
     * @param toRowAtATime with as many connections as it had writers; null if that was not measured
     */
    record Drain(
            String mode,
            int writers,
            double rowsPerSecond,
            double transactionsPerSecond,
            double seconds,
            double cpuSeconds,
            double cpuMicrosPerRow,
            double cpuMicrosPerTransaction,
            long peakHeapMiB,
            long peakResidentMiB,
            Double toRowAtATime,
            double toLoader,
            double toSharedLimit) {}

    /**
     * What the best drains come to; null where a mode was not measured.
     *
     * @param orderedToTable the best ordered rate by the best rate of table mode
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ratios(
            Double toRowAtATime, Double toLoader, Double toSharedLimit, Double orderedToTable) {}

    static Measurement of(
            String workload,
            String source,
            BareReader.Result bare,
            List<Loader.Result> loaded,
            List<RowAtATime.Result> singles,
            List<ToolRun.Result> drains,
            LagRun.Result lag,
            List<String> failures) {
        Loading loading = Loading.of(loaded);
        double limit = 1 / (1 / bare.rowsPerSecond() + 1 / loading.rowsPerSecond());
        List<Drain> tool =
                drains.stream().map(drain -> drain(drain, loading, limit, singles)).toList();
        Optional<Drain> ordered = best(tool, "transaction");
        return new Measurement(
                workload,
                source,
                bare.rows(),
                bare.transactions(),
                bare,
                loading,
                singles,
                tool,
                limit,
                new Ratios(
                        ordered.map(Drain::toRowAtATime).orElse(null),
                        ordered.map(Drain::toLoader).orElse(null),
                        ordered.map(Drain::toSharedLimit).orElse(null),
                        ordered.flatMap(
                                        one ->
                                                best(tool, "table")
                                                        .map(
                                                                other ->
                                                                        one.rowsPerSecond()
                                                                                / other
                                                                                        .rowsPerSecond()))
                                .orElse(null)),
                lag,
                failures);
    }

    private static Drain drain(
            ToolRun.Result drain, Loading loading, double limit, List<RowAtATime.Result> singles) {
        OptionalDouble single =
                singles.stream()
                        .filter(one -> one.connections() == drain.writers())
                        .mapToDouble(RowAtATime.Result::rowsPerSecond)
                        .findFirst();
        return new Drain(
                drain.mode(),
                drain.writers(),
                drain.rowsPerSecond(),
                drain.transactionsPerSecond(),
                drain.seconds(),
                drain.cpuSeconds(),
                drain.cpuMicrosPerRow(),
                drain.cpuMicrosPerTransaction(),
                drain.peakHeapMiB(),
                drain.peakResidentMiB(),
                single.isPresent() ? drain.rowsPerSecond() / single.getAsDouble() : null,
                drain.rowsPerSecond() / loading.rowsPerSecond(),
                drain.rowsPerSecond() / limit);
    }

    private static Optional<Drain> best(List<Drain> drains, String mode) {
        return drains.stream()
                .filter(drain -> drain.mode().equals(mode))
                .max(Comparator.comparingDouble(Drain::rowsPerSecond));
    }

    /** The fastest drain in a mode. */
    Optional<Drain> best(String mode) {
        return best(tool, mode);
    }
}
