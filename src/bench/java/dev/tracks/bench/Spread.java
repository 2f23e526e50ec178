package dev.tracks.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Values of one kind and their distribution. Percentiles by nearest rank: each is a measured value. */
record Spread(List<Double> sorted) {
    static Spread of(Collection<? extends Number> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values were measured");
        }
        return new Spread(values.stream().map(Number::doubleValue).sorted().toList());
    }

    static Spread ofMillis(Collection<Duration> times) {
        return of(times.stream().map(time -> time.toNanos() / 1e6).toList());
    }

    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    double median() {
        return percentile(50);
    }

    double least() {
        return sorted.get(0);
    }

    double most() {
        return sorted.get(sorted.size() - 1);
    }

    int size() {
        return sorted.size();
    }
}
