package dev.tracks.domain.job;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many rows have each outcome.
 *
 * @param counts by outcome, {@code enrolled}, or by outcome and reason, {@code skipped.previously_started}
 */
public record Tally(Map<String, Integer> counts) {
    public static final Tally EMPTY = new Tally(Map.of());

    public Tally {
        counts = Map.copyOf(counts);
    }

    /** The tally with one more row. */
    public Tally with(RowOutcome outcome, Optional<String> reason) {
        String name = outcome.wireName() + reason.map(text -> "." + text).orElse("");
        return plus(new Tally(Map.of(name, 1)));
    }

    /** The sum of both. */
    public Tally plus(Tally other) {
        Map<String, Integer> sum = new TreeMap<>(counts);
        other.counts.forEach((name, count) -> sum.merge(name, count, Integer::sum));
        return new Tally(sum);
    }

    /** What was added to an earlier tally. */
    public Tally minus(Tally earlier) {
        Map<String, Integer> added = new TreeMap<>();
        counts.forEach((name, count) -> added.put(name, count - earlier.counts.getOrDefault(name, 0)));
        added.values().removeIf(count -> count == 0);
        return new Tally(added);
    }

    /** How many rows have each outcome, whatever their reason. */
    public Map<String, Integer> byOutcome() {
        Map<String, Integer> sum = new TreeMap<>();
        counts.forEach((name, count) -> sum.merge(name.replaceFirst("\\..*", ""), count, Integer::sum));
        return sum;
    }

    /** The number of rows. */
    public int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
