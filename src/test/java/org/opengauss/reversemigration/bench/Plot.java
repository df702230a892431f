package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws {@code target/bench/results.json} as the figures of docs/performance.md: {@code Plot [results.json [folder]]}. What
 * a run did not measure gets no figure.
 */
public final class Plot {
    private static final int TABLE = 1;
    private static final int SINGLE = 2;
    private static final int LOADER = 3;
    private static final int LIMIT = 4;
    private static final int COLUMNS = 3;
    private static final int HEAD = 62;

    /** Milliseconds of {@link LagRun.Result} and how they are called. */
    private static final Map<String, String> LAG = new LinkedHashMap<>();

    static {
        LAG.put("p50", "lag p50");
        LAG.put("p99", "lag p99");
        LAG.put("commitP50", "one MySQL commit p50");
        LAG.put("deliveryP50", "delivery p50");
    }

    private final JsonNode results;
    private final Path folder;

    private Plot(JsonNode results, Path folder) {
        this.results = results;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments.length > 0 ? arguments[0] : "target/bench/results.json");
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "docs/performance");
        if (!Files.isReadable(file)) {
            System.err.println("error: no " + file + "; scripts/bench makes it");
            System.exit(2);
        }
        Files.createDirectories(folder);
        new Plot(new ObjectMapper().readTree(file.toFile()), folder).all();
    }

    private void all() throws IOException {
        for (String source : List.of("replay", "stand-in")) {
            rates(source);
        }
        bars("cpu", "CPU of the whole tool, µs a row (start-up included)", this::cpu);
        bars("lag", "Lag at a steady third of the highest rate, ms", Plot::lag);
    }

    private List<JsonNode> runs(String source) {
        List<JsonNode> runs = new ArrayList<>();
        results.path("runs")
                .forEach(
                        run -> {
                            if (source.isEmpty() || run.path("source").asText().equals(source)) {
                                runs.add(run);
                            }
                        });
        return runs;
    }

    private void rates(String source) throws IOException {
        List<JsonNode> runs = runs(source);
        if (runs.isEmpty()) {
            return;
        }
        SvgPage page = page(runs.size(), "Rows a second by number of writers, source: " + source);
        legend(
                page,
                Map.of(
                        0,
                        "ordered (default)",
                        TABLE,
                        "table mode",
                        SINGLE,
                        "row at a time",
                        LOADER,
                        "best plain loader",
                        LIMIT,
                        "shared limit"));
        for (int i = 0; i < runs.size(); i++) {
            JsonNode run = runs.get(i);
            List<CurvePanel.Curve> curves = new ArrayList<>();
            double loader = run.path("loader").path("rowsPerSecond").asDouble();
            if (loader > 0) {
                curves.add(CurvePanel.Curve.level(LOADER, loader));
            }
            if (run.path("sharedLimit").asDouble() > 0) {
                curves.add(CurvePanel.Curve.level(LIMIT, run.path("sharedLimit").asDouble()));
            }
            addCurve(curves, SINGLE, points(run.path("rowAtATime"), "connections", ""));
            addCurve(curves, TABLE, points(run.path("tool"), "writers", "table"));
            addCurve(curves, 0, points(run.path("tool"), "writers", "transaction"));
            panel(page, i, run.path("workload").asText(), "writers", curves);
        }
        write("rate-" + source, page);
    }

    private static void addCurve(
            List<CurvePanel.Curve> curves, int color, Map<Integer, Double> points) {
        if (!points.isEmpty()) {
            curves.add(CurvePanel.Curve.of(color, points));
        }
    }

    private static Map<Integer, Double> points(JsonNode list, String over, String mode) {
        Map<Integer, Double> points = new TreeMap<>();
        list.forEach(
                one -> {
                    if (mode.isEmpty() || one.path("mode").asText().equals(mode)) {
                        points.put(one.path(over).asInt(), one.path("rowsPerSecond").asDouble());
                    }
                });
        return points;
    }

    private static SvgPage page(int panels, String title) {
        int columns = Math.min(COLUMNS, panels);
        int rows = (panels + COLUMNS - 1) / COLUMNS;
        return new SvgPage(
                Math.max(2, columns) * CurvePanel.WIDTH + 16,
                HEAD + rows * CurvePanel.HEIGHT + 8,
                title);
    }

    private static void panel(
            SvgPage page, int place, String title, String axis, List<CurvePanel.Curve> curves) {
        TreeSet<Integer> steps = new TreeSet<>();
        double most = 0;
        for (CurvePanel.Curve curve : curves) {
            if (!curve.level()) {
                steps.addAll(curve.points().keySet());
            }
            most =
                    Math.max(
                            most,
                            curve.points().values().stream().mapToDouble(v -> v).max().orElse(0));
        }
        if (steps.isEmpty()) {
            return;
        }
        new CurvePanel(
                        page,
                        place % COLUMNS * CurvePanel.WIDTH,
                        HEAD + (place / COLUMNS) * CurvePanel.HEIGHT,
                        List.copyOf(steps),
                        most)
                .draw(title, axis, curves);
    }

    private static void legend(SvgPage page, Map<Integer, String> names) {
        double x = 16;
        for (Map.Entry<Integer, String> name : new TreeMap<>(names).entrySet()) {
            page.line(x, 44, x + 26, 44, "line s" + name.getKey());
            page.text(x + 32, 48, "start", "minor", name.getValue());
            x += 50 + name.getValue().length() * 6.1;
        }
    }

    private interface Measures {
        Map<String, Double> of(JsonNode run);
    }

    /** The ordered drain that took least. */
    private Map<String, Double> cpu(JsonNode run) {
        Map<String, Double> least = new LinkedHashMap<>();
        run.path("tool")
                .forEach(
                        tool ->
                                least.merge(
                                        tool.path("mode").asText().equals("table")
                                                ? "table mode"
                                                : "ordered",
                                        tool.path("cpuMicrosPerRow").asDouble(),
                                        Math::min));
        return least;
    }

    private static Map<String, Double> lag(JsonNode run) {
        Map<String, Double> times = new LinkedHashMap<>();
        JsonNode lag = run.path("lag");
        LAG.forEach(
                (field, title) -> {
                    if (lag.has(field)) {
                        times.put(title, lag.path(field).asDouble());
                    }
                });
        return times;
    }

    private void bars(String file, String title, Measures measures) throws IOException {
        Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
        Map<String, Integer> colors = new LinkedHashMap<>();
        double most = 0;
        int count = 0;
        for (JsonNode run : runs("")) {
            Map<String, Double> values = measures.of(run);
            if (values.isEmpty()) {
                continue;
            }
            groups.put(run.path("workload").asText() + ", " + run.path("source").asText(), values);
            for (Map.Entry<String, Double> value : values.entrySet()) {
                colors.putIfAbsent(value.getKey(), colors.size() % 5);
                most = Math.max(most, value.getValue());
                count++;
            }
        }
        if (groups.isEmpty() || most <= 0) {
            return;
        }
        SvgPage page = new SvgPage(760, HEAD + count * 15 + groups.size() * 10 + 12, title);
        Map<Integer, String> names = new TreeMap<>();
        colors.forEach((name, color) -> names.put(color, name));
        double x = 16;
        for (Map.Entry<Integer, String> name : names.entrySet()) {
            page.bar(x, 38, 12, 12, "f" + name.getKey());
            page.text(x + 18, 48, "start", "minor", name.getValue());
            x += 36 + name.getValue().length() * 6.1;
        }
        double y = HEAD;
        for (Map.Entry<String, Map<String, Double>> group : groups.entrySet()) {
            page.text(196, y + group.getValue().size() * 15 / 2.0 + 3, "end", "", group.getKey());
            for (Map.Entry<String, Double> value : group.getValue().entrySet()) {
                double width = Math.max(1, value.getValue() / most * 480);
                page.bar(206, y + 1, width, 12, "f" + colors.get(value.getKey()));
                page.text(212 + width, y + 11, "start", "minor", figure(value.getValue()));
                y += 15;
            }
            y += 10;
        }
        write(file, page);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private void write(String name, SvgPage page) throws IOException {
        Path file = folder.resolve(name + ".svg");
        Files.writeString(file, page.toString(), UTF_8);
        System.out.println(file);
    }
}
