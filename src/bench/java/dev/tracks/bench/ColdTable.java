package dev.tracks.bench;

import dev.tracks.bench.ColdStarts.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts of all functions under the same conditions. */
record ColdTable(Map<Candidate, List<Start>> starts) {
    /** The goals of a start, as times Node.js's. */
    private static final double JVM_GOAL = 2;

    private static final double NATIVE_GOAL = 1 / 3.0;

    /** From the start of the process to the first answer; and whether the goals are met. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(Figures.head(
                "function", "median, ms", "p25 – p75", "least", "to Node.js", "of it init", "processor, ms"));
        candidates().forEach(candidate -> lines.add(row(candidate)));
        lines.add("");
        lines.add(goal("JVM", "twice", JVM_GOAL, candidate -> !candidate.isNative()));
        candidates().stream()
                .filter(Candidate::isNative)
                .forEach(candidate -> lines.add(goal("native", "a third of", NATIVE_GOAL, candidate::equals)));
        return lines;
    }

    private String row(Candidate candidate) {
        Spread first = firstAnswers(candidate);
        return Figures.row(
                candidate.name(),
                Figures.number(first.median()),
                Figures.quarters(first),
                Figures.number(first.least()),
                Figures.times(toNode(candidate)),
                Figures.number(millis(candidate, Start::init).median()),
                Figures.number(1000 * of(candidate, Start::processor).median()));
    }

    private String goal(String what, String words, double most, Predicate<Candidate> which) {
        Candidate best = candidates().stream()
                .filter(candidate -> !candidate.equals(node()))
                .filter(which)
                .min(Comparator.comparing(this::toNode))
                .orElseThrow();
        double ratio = toNode(best);
        return "Goal, %s: at most %s Node.js. %s takes %s: %s."
                .formatted(what, words, best.name(), Figures.times(ratio), ratio <= most ? "met" : "**missed**");
    }

    Collection<Candidate> candidates() {
        return starts.keySet();
    }

    Candidate node() {
        return candidates().stream()
                .filter(candidate -> candidate.name().equals(Candidates.NODE))
                .findFirst()
                .orElseThrow();
    }

    /** In milliseconds. */
    Spread firstAnswers(Candidate candidate) {
        return millis(candidate, Start::first);
    }

    /** In bytes, at the median. */
    double peakMemory(Candidate candidate) {
        return 1024 * of(candidate, Start::peakMemory).median();
    }

    /** How long the enrollments after the first took, in milliseconds. */
    Spread warm(Candidate candidate) {
        return Spread.ofMillis(starts.get(candidate).stream()
                .flatMap(start -> start.warm().stream())
                .toList());
    }

    /** How many starts of each function. */
    int rounds() {
        return starts.get(node()).size();
    }

    private double toNode(Candidate candidate) {
        return firstAnswers(candidate).median() / firstAnswers(node()).median();
    }

    private Spread millis(Candidate candidate, Function<Start, Duration> part) {
        return Spread.ofMillis(starts.get(candidate).stream().map(part).toList());
    }

    private Spread of(Candidate candidate, Function<Start, Number> part) {
        Stream<Number> values = starts.get(candidate).stream().map(part);
        return Spread.of(values.toList());
    }
}
