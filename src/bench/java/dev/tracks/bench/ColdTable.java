package dev.tracks.bench;

import dev.tracks.bench.ColdStarts.Start;
import dev.tracks.bench.Row.Cold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts of all functions under the same conditions.
 *
 * @param floor the time of each start of the floor; empty if it was not measured
 */
record ColdTable(Map<Candidate, List<Start>> starts, List<Duration> floor) {
    /** From the start of the process to the first answer. */
    Cold of(Candidate candidate) {
        return cold(
                first(candidate),
                Row.rounded(millis(candidate, Start::init).median()),
                Row.rounded(1000 * of(candidate, Start::processor).median()));
    }

    Cold ofFloor() {
        return cold(Spread.ofMillis(floor), null, null);
    }

    private Cold cold(Spread first, Double init, Double processor) {
        return new Cold(
                Row.rounded(first.median()),
                Row.rounded(first.percentile(25)),
                Row.rounded(first.percentile(75)),
                Row.rounded(first.least()),
                Row.rounded(first.median() / first(node()).median()),
                floor.isEmpty()
                        ? null
                        : Row.rounded(first.median() / Spread.ofMillis(floor).median()),
                init,
                processor);
    }

    Candidate node() {
        return starts.keySet().stream()
                .filter(candidate -> candidate.name().equals(Candidates.NODE))
                .findFirst()
                .orElseThrow();
    }

    /** In bytes, at the median. */
    double peakMemory(Candidate candidate) {
        return 1024 * of(candidate, Start::peakMemory).median();
    }

    /** The times of the enrollments after the first, in milliseconds. */
    Spread warm(Candidate candidate) {
        return Spread.ofMillis(starts.get(candidate).stream()
                .flatMap(start -> start.warm().stream())
                .toList());
    }

    private Spread first(Candidate candidate) {
        return millis(candidate, Start::first);
    }

    private Spread millis(Candidate candidate, Function<Start, Duration> part) {
        return Spread.ofMillis(starts.get(candidate).stream().map(part).toList());
    }

    private Spread of(Candidate candidate, Function<Start, Number> part) {
        return Spread.of(starts.get(candidate).stream().map(part).toList());
    }
}
