package org.opengauss.reversemigration.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One diagram of a page: curves over steps that double (writers), from zero upwards. */
final class CurvePanel {
    static final int WIDTH = 290;
    static final int HEIGHT = 210;
    private static final int LEFT = 52;
    private static final int TOP = 30;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 40;

    /**
     * One curve.
     *
     * @param color number of the colour, the same for the same meaning on every page
     * @param level a level over the whole width instead of points
     */
    record Curve(int color, Map<Integer, Double> points, boolean level) {
        Curve {
            points = new TreeMap<>(points);
        }

        static Curve level(int color, double value) {
            return new Curve(color, Map.of(0, value), true);
        }

        static Curve of(int color, Map<Integer, Double> points) {
            return new Curve(color, points, false);
        }
    }

    private final SvgPage page;
    private final double x;
    private final double y;
    private final List<Integer> steps;
    private final double most;

    CurvePanel(SvgPage page, double x, double y, List<Integer> steps, double most) {
        this.page = page;
        this.x = x + LEFT;
        this.y = y + TOP;
        this.steps = List.copyOf(steps);
        this.most = ceiling(most);
    }

    void draw(String title, String axis, List<Curve> curves) {
        page.text(x - LEFT + 16, y - 12, "start", "panel", title);
        for (int part = 0; part <= 4; part++) {
            double value = most * part / 4;
            page.line(x, at(value), x + PLOT_WIDTH, at(value), part == 0 ? "axis" : "grid");
            page.text(x - 6, at(value) + 4, "end", "minor", shortly(value));
        }
        for (int step : steps) {
            page.text(
                    across(step), y + PLOT_HEIGHT + 16, "middle", "minor", Integer.toString(step));
        }
        page.text(x + PLOT_WIDTH / 2.0, y + PLOT_HEIGHT + 31, "middle", "minor", axis);
        curves.forEach(this::draw);
    }

    private void draw(Curve curve) {
        if (curve.level()) {
            double height = at(curve.points().values().iterator().next());
            page.line(x, height, x + PLOT_WIDTH, height, "line s" + curve.color());
            return;
        }
        StringBuilder points = new StringBuilder();
        curve.points()
                .forEach(
                        (step, value) ->
                                points.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f,%.1f ",
                                                across(step),
                                                at(value))));
        page.path(points.toString().strip(), "s" + curve.color());
        curve.points()
                .forEach((step, value) -> page.dot(across(step), at(value), "f" + curve.color()));
    }

    private double across(int step) {
        int place = steps.indexOf(step);
        return steps.size() == 1
                ? x + PLOT_WIDTH / 2.0
                : x + 10 + place * (PLOT_WIDTH - 20.0) / (steps.size() - 1);
    }

    private double at(double value) {
        return y + PLOT_HEIGHT - value / most * PLOT_HEIGHT;
    }

    /** The next of 1, 2, 4, 8 times a power of ten, so that quarters are round. */
    private static double ceiling(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
            if (value <= step * unit) {
                return step * unit;
            }
        }
        return 10 * unit;
    }

    static String shortly(double value) {
        if (value >= 1_000_000) {
            return String.format(Locale.ROOT, "%.3gM", value / 1e6).replaceAll("\\.?0+M$", "M");
        }
        if (value >= 1000) {
            return (value % 1000 == 0
                            ? String.format(Locale.ROOT, "%.0f", value / 1000)
                            : String.format(Locale.ROOT, "%.1f", value / 1000))
                    + "k";
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
