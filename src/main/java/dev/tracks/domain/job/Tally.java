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

    /** The number of rows. */
    public int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
