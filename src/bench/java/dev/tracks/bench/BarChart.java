package dev.tracks.bench;

import dev.tracks.bench.Row.Cold;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars up to the median, with a line from the first to the third quarter, as SVG for light and dark pages.
 *
 * @param bars by label, from above
 */
record BarChart(String title, Map<String, Cold> bars) {
    private static final int WIDTH = 820;
    private static final int LABELS = 230;
    private static final int VALUES = 80;
    private static final int TOP = 44;
    private static final int ROW = 34;
    private static final int BAR = 18;

    String svg() {
        int height = TOP + ROW * bars.size() + 8;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="14">
                <title>%s</title>
                <style>
                text { fill: #1f2328 } rect { fill: #3b6fd4 } line { stroke: #1f2328; stroke-width: 2 }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #6c9bf5 } line { stroke: #e6edf3 } }
                </style>
                <text x="8" y="24" font-weight="bold">%s</text>
                """.formatted(WIDTH, height, escaped(title), escaped(title)));
        int row = 0;
        for (Map.Entry<String, Cold> bar : bars.entrySet()) {
            svg.append(bar(bar.getKey(), bar.getValue(), TOP + ROW * row++));
        }
        return svg.append("</svg>\n").toString();
    }

    private String bar(String label, Cold cold, int y) {
        double median = x(cold.median());
        int middle = y + BAR / 2;
        return String.format(
                Locale.ROOT,
                """
                <text x="8" y="%d">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="%d" rx="3"/>
                <line x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>
                <text x="%.1f" y="%d">%s</text>
                """,
                y + 14,
                escaped(label),
                LABELS,
                y,
                median - LABELS,
                BAR,
                x(cold.p25()),
                x(cold.p75()),
                middle,
                middle,
                Math.max(median, x(cold.p75())) + 8,
                y + 14,
                Figures.number(cold.median()));
    }

    private double x(double value) {
        double most = bars.values().stream().mapToDouble(Cold::p75).max().orElse(1);
        return LABELS + value / most * (WIDTH - LABELS - VALUES);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
