package dev.tracks.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a load.
 *
 * @param time from the first request to the last response
 * @param accepted people whose start of the first track was accepted
 * @param times of each request
 * @param refused requests answered with 429
 * @param errors requests without a response, or with an error other than 429
 * @param check of the table and the messages afterwards
 * @param drained the time from the last request until all effects had taken place
 * @param memory of all functions, in kilobytes, a sample a second
 */
record LoadResult(
        int clients,
        Duration time,
        int accepted,
        Spread times,
        int refused,
        int errors,
        LoadCheck check,
        Duration drained,
        List<Double> memory) {
    /**
     * Memory counts as stable if it grows by no more from the second to the last quarter: it varies by a few percent.
     */
    private static final double FLAT = 1.1;

    List<String> lines() {
        double second = quarter(1).median();
        double last = quarter(3).median();
        List<String> lines = new ArrayList<>(List.of("| | |", "|---|---|"));
        lines.add(Figures.row("clients, seconds", clients + ", " + time.toSeconds()));
        lines.add(Figures.row(
                "people with two consecutive enrollments",
                "%,d, %s a second".formatted(accepted, Figures.number(accepted / (double) time.toSeconds()))));
        lines.add(Figures.row(
                "requests answered",
                "%,d, %s a second".formatted(times.size(), Figures.number(times.size() / (double) time.toSeconds()))));
        lines.add(Figures.row(
                "request time, ms: p50, p99, maximum",
                "%s, %s, %s"
                        .formatted(
                                Figures.number(times.median()),
                                Figures.number(times.percentile(99)),
                                Figures.number(times.most()))));
        lines.add(Figures.row("rejected with 429, then accepted", "%,d".formatted(refused)));
        lines.add(Figures.row(
                "other errors; lost enrollments; duplicate enrollments; duplicate messages; unfinished",
                "%d; %d; %d; %d; %d"
                        .formatted(
                                errors,
                                check.lost().size(),
                                check.extraInstances().size(),
                                check.extraMessages().size(),
                                check.pending().size())));
        lines.add(Figures.row(
                "time from the last request until all follow-up work was done", drained.toSeconds() + " s"));
        lines.add(Figures.row(
                "memory of the functions, MB: second quarter, last quarter",
                "%s, %s (%+.1f %%: %s)"
                        .formatted(
                                Figures.megabytes(second * 1024),
                                Figures.megabytes(last * 1024),
                                100 * (last / second - 1),
                                last / second <= FLAT ? "flat" : "**grows**")));
        return lines;
    }

    private Spread quarter(int number) {
        int size = memory.size() / 4;
        return Spread.of(memory.subList(number * size, (number + 1) * size));
    }
}
