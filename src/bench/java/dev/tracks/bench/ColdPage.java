package dev.tracks.bench;

import dev.tracks.bench.Row.Cold;
import dev.tracks.bench.Row.Size;
import dev.tracks.bench.Row.Warm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The goals, the tables of starts, warm times and sizes, and README's table, as Markdown. */
record ColdPage(Rows rows) {
    private static final String NOTHING = "–";

    /** The goals of a native program: ratios to Node.js and to the floor, and MB. */
    private static final double START_TO_NODE = 0.25;

    private static final double START_TO_FLOOR = 3;
    private static final double WARM_TO_NODE = 0.75;
    private static final double MEGABYTES = 60;

    /** The lines of each part of the page, by its name. */
    Map<String, List<String>> parts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("goals", goals());
        parts.put("cold", cold(Row::tls));
        parts.put("cold-plain", cold(Row::plain));
        parts.put("warm", warm());
        parts.put("size", size());
        return parts;
    }

    private List<String> goals() {
        List<String> lines = new ArrayList<>(Figures.head("goal", "at most", "measured", ""));
        rows.named(Candidates.NATIVE).ifPresent(row -> {
            Size size = row.size();
            double memory = Math.max(size.peakMemory(), size.longPeakMemory());
            lines.add(goal(
                    "start over TLS, to Node.js", " ×", START_TO_NODE, row.tls().toNode()));
            lines.add(goal(
                    "start over TLS, to the floor",
                    " ×",
                    START_TO_FLOOR,
                    row.tls().toFloor()));
            lines.add(
                    goal("warm p50, to Node.js", " ×", WARM_TO_NODE, row.warm().toNode()));
            lines.add(goal("peak memory, with the long run", " MB", MEGABYTES, memory));
            lines.add(goal("executable", " MB", MEGABYTES, size.unzipped()));
        });
        return lines;
    }

    private static String goal(String what, String unit, double most, Double measured) {
        String verdict = measured == null ? "not measured" : Figures.verdict(measured <= most);
        String value = measured == null ? NOTHING : Figures.number(measured) + unit;
        return Figures.row(what, Figures.number(most) + unit, value, verdict);
    }

    /** From the start of the process to the first answer. */
    private List<String> cold(Function<Row, Cold> which) {
        List<String> lines = new ArrayList<>(Figures.head(
                "function",
                "median, ms",
                "p25 – p75",
                "least",
                "to Node.js",
                "to the floor",
                "of it init",
                "processor, ms"));
        for (Row row : rows.all()) {
            Cold cold = which.apply(row);
            lines.add(Figures.row(
                    label(row),
                    Figures.number(cold.median()),
                    Figures.number(cold.p25()) + " – " + Figures.number(cold.p75()),
                    Figures.number(cold.least()),
                    Figures.times(cold.toNode()),
                    orNothing(cold.toFloor(), Figures::times),
                    orNothing(cold.init(), Figures::number),
                    orNothing(cold.processor(), Figures::number)));
        }
        return lines;
    }

    /** The first enrollments after a start, and one process over thousands. */
    private List<String> warm() {
        List<String> lines = new ArrayList<>(Figures.head(
                "function",
                "after a start: p50, ms",
                "p99",
                "long: p50, ms",
                "p99",
                "to Node.js, p50",
                "processor each, ms"));
        functions().forEach(row -> {
            Warm warm = row.warm();
            lines.add(Figures.row(
                    label(row),
                    Figures.number(warm.p50()),
                    Figures.number(warm.p99()),
                    Figures.number(warm.longP50()),
                    Figures.number(warm.longP99()),
                    Figures.times(warm.toNode()),
                    Figures.number(warm.processor())));
        });
        return lines;
    }

    /** Peak memory and the size of the package. */
    private List<String> size() {
        List<String> lines = new ArrayList<>(Figures.head(
                "function", "peak memory, MB", "to Node.js", "peak in the long run", "zip, MB", "unzipped, MB"));
        functions().forEach(row -> {
            Size size = row.size();
            lines.add(Figures.row(
                    label(row),
                    Figures.number(size.peakMemory()),
                    Figures.times(size.toNode()),
                    Figures.number(size.longPeakMemory()),
                    Figures.number(size.zip()),
                    Figures.number(size.unzipped())));
        });
        return lines;
    }

    /** The picture of the first table. */
    String picture() {
        Map<String, Cold> bars = new LinkedHashMap<>();
        rows.all().forEach(row -> bars.put(label(row), row.tls()));
        return new BarChart("From the start of the process to the first enrollment, ms (median, p25 – p75)", bars)
                .svg();
    }

    /** README's table. */
    List<String> summary() {
        List<String> lines = new ArrayList<>(Figures.head("function", "median start, over TLS", "peak memory", "zip"));
        for (Row row : rows.all()) {
            Size size = row.size();
            lines.add(Figures.row(
                    label(row),
                    Figures.number(row.tls().median()) + " ms",
                    size == null ? NOTHING : Figures.number(size.peakMemory()) + " MB",
                    size == null ? NOTHING : Figures.number(size.zip()) + " MB"));
        }
        return lines;
    }

    private Stream<Row> functions() {
        return rows.all().stream().filter(row -> row.size() != null);
    }

    private String label(Row row) {
        return rows.kept().contains(row) ? "%s (%s, %s)".formatted(row.name(), row.date(), row.commit()) : row.name();
    }

    private static String orNothing(Double value, Function<Double, String> text) {
        return Optional.ofNullable(value).map(text).orElse(NOTHING);
    }
}
