package dev.tracks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The function.zip of the build compared with the previous one, measured in turn, as Markdown. */
record Comparison(Rows rows) {
    List<String> lines() {
        List<String> lines = new ArrayList<>(Figures.head(
                "to the one before",
                "start over TLS",
                "its processor time",
                "without TLS",
                "warm p50",
                "peak memory",
                "zip"));
        for (Row after : rows.all()) {
            rows.named(after.name().replace(Candidates.FUNCTION, Candidates.BEFORE))
                    .filter(before -> !before.equals(after))
                    .ifPresent(before -> lines.add(line(before, after)));
        }
        return lines;
    }

    private static String line(Row before, Row after) {
        return Figures.row(
                after.name(),
                times(before, after, row -> row.tls().median()),
                times(before, after, row -> row.tls().processor()),
                times(before, after, row -> row.plain().median()),
                times(before, after, row -> row.warm().longP50()),
                times(before, after, row -> row.size().peakMemory()),
                times(before, after, row -> row.size().zip()));
    }

    private static String times(Row before, Row after, ToDoubleFunction<Row> figure) {
        return Figures.times(figure.applyAsDouble(after) / figure.applyAsDouble(before));
    }
}
