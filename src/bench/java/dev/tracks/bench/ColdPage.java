package dev.tracks.bench;

import dev.tracks.bench.ColdStarts.Start;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What cold starts and long runs came to, for the page. */
final class ColdPage {
    /** The goals of a start, as times Node.js's. */
    private static final double JVM_GOAL = 2;

    private static final double NATIVE_GOAL = 1 / 3.0;

    private final Map<Candidate, List<Start>> starts;
    private final Map<Candidate, LongRun.Result> longRun;

    ColdPage(Map<Candidate, List<Start>> starts, Map<Candidate, LongRun.Result> longRun) {
        this.starts = starts;
        this.longRun = longRun;
    }

    /** From the start of the process to the first answer. */
    List<String> cold() {
        List<String> lines = new ArrayList<>(Figures.head(
                "function", "median, ms", "p25 – p75", "least", "to Node.js", "of it init", "processor, ms"));
        double node = firstAnswers(node()).median();
        starts.keySet().forEach(candidate -> {
            Spread first = firstAnswers(candidate);
            lines.add(Figures.row(
                    candidate.name(),
                    Figures.number(first.median()),
                    Figures.quarters(first),
                    Figures.number(first.least()),
                    Figures.times(first.median() / node),
                    Figures.number(millis(candidate, Start::init).median()),
                    Figures.number(1000 * of(candidate, Start::processor).median())));
        });
        lines.add("");
        lines.add(goal("JVM", "twice", JVM_GOAL, candidate -> !candidate.name().equals(Candidates.NATIVE), node));
        starts.keySet().stream()
                .filter(candidate -> candidate.name().equals(Candidates.NATIVE))
                .forEach(candidate -> lines.add(goal("native", "a third of", NATIVE_GOAL, candidate::equals, node)));
        return lines;
    }

    private String goal(String what, String words, double most, Predicate<Candidate> which, double node) {
        Candidate best = starts.keySet().stream()
                .filter(candidate -> !candidate.equals(node()))
                .filter(which)
                .min(Comparator.comparing(candidate -> firstAnswers(candidate).median()))
                .orElseThrow();
        double ratio = firstAnswers(best).median() / node;
        return "Goal, %s: at most %s Node.js. %s takes %s: %s."
                .formatted(what, words, best.name(), Figures.times(ratio), ratio <= most ? "met" : "**missed**");
    }

    /** The first enrollments after a start, and one process over thousands. */
    List<String> warm() {
        List<String> lines = new ArrayList<>(Figures.head(
                "function",
                "after a start: p50, ms",
                "p99",
                "long: p50, ms",
                "p99",
                "to Node.js, p50",
                "processor each, ms"));
        double node = Spread.ofMillis(longRun.get(node()).times()).median();
        starts.keySet().forEach(candidate -> {
            Spread young = Spread.ofMillis(starts.get(candidate).stream()
                    .flatMap(start -> start.warm().stream())
                    .toList());
            Spread old = Spread.ofMillis(longRun.get(candidate).times());
            lines.add(Figures.row(
                    candidate.name(),
                    Figures.number(young.median()),
                    Figures.number(young.percentile(99)),
                    Figures.number(old.median()),
                    Figures.number(old.percentile(99)),
                    Figures.times(old.median() / node),
                    Figures.number(longRun.get(candidate).processor())));
        });
        return lines;
    }

    /** Peak memory and the size of the package. */
    List<String> size() throws IOException {
        List<String> lines = new ArrayList<>(Figures.head(
                "function", "peak memory, MB", "to Node.js", "peak in the long run", "zip, MB", "unzipped, MB"));
        double node = of(node(), Start::peakMemory).median();
        for (Candidate candidate : starts.keySet()) {
            double memory = of(candidate, Start::peakMemory).median();
            lines.add(Figures.row(
                    candidate.name(),
                    Figures.megabytes(memory * 1024),
                    Figures.times(memory / node),
                    Figures.megabytes(longRun.get(candidate).peakMemory() * 1024.0),
                    Figures.megabytes(candidate.zip().packedBytes()),
                    Figures.megabytes(candidate.zip().unpackedBytes())));
        }
        return lines;
    }

    /** The picture of the first table. */
    String picture() {
        Map<String, Spread> bars = new LinkedHashMap<>();
        starts.keySet().forEach(candidate -> bars.put(candidate.name(), firstAnswers(candidate)));
        return new BarChart("From the start of the process to the first enrollment, ms (median, p25 – p75)", bars)
                .svg();
    }

    /** README's line. */
    List<String> summary(boolean loaded) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Candidate candidate : starts.keySet()) {
            parts.add("%s %s ms, %s MB of memory, zip %s MB"
                    .formatted(
                            candidate.name(),
                            Figures.number(firstAnswers(candidate).median()),
                            Figures.megabytes(of(candidate, Start::peakMemory).median() * 1024),
                            Figures.megabytes(candidate.zip().packedBytes())));
        }
        return List.of("From the start of a process to its first enrollment, median of "
                + starts.get(node()).size() + (loaded ? " on a loaded machine" : "") + ": " + String.join("; ", parts)
                + ".");
    }

    private Candidate node() {
        return starts.keySet().stream()
                .filter(candidate -> candidate.name().equals(Candidates.NODE))
                .findFirst()
                .orElseThrow();
    }

    private Spread firstAnswers(Candidate candidate) {
        return millis(candidate, Start::first);
    }

    private Spread millis(Candidate candidate, Function<Start, Duration> part) {
        return Spread.ofMillis(starts.get(candidate).stream().map(part).toList());
    }

    private Spread of(Candidate candidate, Function<Start, Number> part) {
        Stream<Number> values = starts.get(candidate).stream().map(part);
        return Spread.of(values.toList());
    }
}
