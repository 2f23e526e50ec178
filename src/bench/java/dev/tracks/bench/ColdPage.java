package dev.tracks.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What cold starts and long runs came to, for the page.
 *
 * @param tls starts with a table behind TLS, as AWS' is
 * @param plain starts with one that is not
 */
record ColdPage(ColdTable tls, ColdTable plain, Map<Candidate, LongRun.Result> longRun) {
    /** Of a native program, in megabytes. */
    private static final int MEMORY_GOAL = 80;

    private static final int BINARY_GOAL = 60;

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
        double node = Spread.ofMillis(longRun.get(plain.node()).times()).median();
        plain.candidates().forEach(candidate -> {
            Spread young = plain.warm(candidate);
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
        for (Candidate candidate : tls.candidates()) {
            lines.add(Figures.row(
                    candidate.name(),
                    Figures.megabytes(tls.peakMemory(candidate)),
                    Figures.times(tls.peakMemory(candidate) / tls.peakMemory(tls.node())),
                    Figures.megabytes(longPeakMemory(candidate)),
                    Figures.megabytes(candidate.zip().packedBytes()),
                    Figures.megabytes(candidate.zip().unpackedBytes())));
        }
        for (Candidate candidate : tls.candidates()) {
            if (candidate.isNative()) {
                double memory = Math.max(tls.peakMemory(candidate), longPeakMemory(candidate));
                lines.add("");
                lines.add(goals(memory, candidate.zip().unpackedBytes()));
            }
        }
        return lines;
    }

    /** Of the long run, in bytes. */
    private double longPeakMemory(Candidate candidate) {
        return longRun.get(candidate).peakMemory() * 1024.0;
    }

    /** What a native program should take, and takes; both in bytes. */
    static String goals(double memory, double bytes) {
        boolean met = memory <= MEMORY_GOAL * Figures.MEGABYTE && bytes <= BINARY_GOAL * Figures.MEGABYTE;
        return "Goals, native: memory at most %d MB, program at most %d MB. It takes %s and %s: %s."
                .formatted(
                        MEMORY_GOAL,
                        BINARY_GOAL,
                        Figures.megabytes(memory),
                        Figures.megabytes(bytes),
                        met ? "met" : "**missed**");
    }

    /** The picture of the first table. */
    String picture() {
        Map<String, Spread> bars = new LinkedHashMap<>();
        tls.candidates().forEach(candidate -> bars.put(candidate.name(), tls.firstAnswers(candidate)));
        return new BarChart("From the start of the process to the first enrollment, ms (median, p25 – p75)", bars)
                .svg();
    }

    /** README's line. */
    List<String> summary(boolean loaded) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Candidate candidate : tls.candidates()) {
            parts.add("%s %s ms, %s MB of memory, zip %s MB"
                    .formatted(
                            candidate.name(),
                            Figures.number(tls.firstAnswers(candidate).median()),
                            Figures.megabytes(tls.peakMemory(candidate)),
                            Figures.megabytes(candidate.zip().packedBytes())));
        }
        return List.of("From the start of a process to its first enrollment, over TLS, median of " + tls.rounds()
                + (loaded ? " on a loaded machine" : "") + ": " + String.join("; ", parts) + ".");
    }
}
