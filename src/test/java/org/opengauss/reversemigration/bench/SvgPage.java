package org.opengauss.reversemigration.bench;

import java.util.Locale;

/**
 * An SVG that reads well on light and dark pages: it brings its own ground, light, or dark where the viewer says it prefers
 * that. Colours are roles (classes), so that both palettes stand in one place.
 */
final class SvgPage {
    private static final String STYLE =
            """
            <style>
            text { font-family: system-ui, 'DejaVu Sans', sans-serif; font-size: 12px; fill: #1f2328; }
            .ground { fill: #ffffff; } .title { font-size: 15px; font-weight: 600; }
            .panel { font-size: 13px; font-weight: 600; } .minor { fill: #59636e; font-size: 11px; }
            .grid { stroke: #d8dee4; } .axis { stroke: #818b98; }
            .line { fill: none; stroke-width: 2.2; }
            .s0 { stroke: #0969da; } .s1 { stroke: #bc4c00; } .s2 { stroke: #6e7781; stroke-dasharray: 2 3; }
            .s3 { stroke: #1a7f37; stroke-dasharray: 8 4; } .s4 { stroke: #8250df; stroke-dasharray: 8 3 2 3; }
            .f0 { fill: #0969da; } .f1 { fill: #bc4c00; } .f2 { fill: #6e7781; } .f3 { fill: #1a7f37; } .f4 { fill: #8250df; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; } .ground { fill: #0d1117; } .minor { fill: #9198a1; }
            .grid { stroke: #2b323b; } .axis { stroke: #767e89; }
            .s0 { stroke: #58a6ff; } .s1 { stroke: #f0883e; } .s2 { stroke: #9198a1; } .s3 { stroke: #3fb950; } .s4 { stroke: #bc8cff; }
            .f0 { fill: #58a6ff; } .f1 { fill: #f0883e; } .f2 { fill: #9198a1; } .f3 { fill: #3fb950; } .f4 { fill: #bc8cff; }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    SvgPage(int width, int height, String title) {
        this.width = width;
        this.height = height;
        text(16, 26, "start", "title", title);
    }

    void text(double x, double y, String anchor, String role, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x, y, anchor, role, escaped(text));
    }

    void line(double x1, double y1, double x2, double y2, String role) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1, y1, x2, y2, role);
    }

    void path(String points, String role) {
        add("<polyline points=\"%s\" class=\"line %s\"/>", points, role);
    }

    void dot(double x, double y, String role) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"%s\"/>", x, y, role);
    }

    void bar(double x, double y, double w, double h, String role) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" class=\"%s\"/>",
                x, y, w, h, role);
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%n%s"
                        + "<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n%s</svg>%n",
                width,
                height,
                width,
                height,
                STYLE,
                width,
                height,
                body);
    }
}
