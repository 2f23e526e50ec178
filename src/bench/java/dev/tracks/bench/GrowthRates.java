package dev.tracks.bench;

import dev.tracks.bench.growth.Aws;
import dev.tracks.bench.growth.input.Counts;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.usecase.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;

/** How many enrollments a second the table and its indexes accept, by the counted units. */
final class GrowthRates {
    private static final String ENROLLMENT = "automatic enrollment";
    private static final String DEFERRAL = "deferral";

    private GrowthRates() {}

    static List<String> lines(Counts counts) {
        List<String> lines = new ArrayList<>(Figures.head(
                "what is written",
                "write units a second",
                "of them for an enrollment",
                "for a deferral",
                "enrollments a second, at most",
                "deferred ones"));
        lines.add(row(counts, "entries of one track: `TRACK#…`", "GSI1", "TRACK"));
        lines.add(row(counts, "runs of one step: `STEP#…`", "GSI1", "STEP"));
        lines.add(row(counts, "pending and due items of all tracks: `DUE#…`", "GSI2", "DUE"));
        lines.add(quota(counts, "the table", Footprint.TABLE));
        lines.add(quota(counts, "GSI1", "GSI1"));
        lines.add(quota(counts, "GSI2", "GSI2"));
        return lines;
    }

    private static String row(Counts counts, String name, String index, String key) {
        return row(
                name,
                "%d × %,d".formatted(Outbox.SHARDS, Aws.PARTITION_WRITES),
                Outbox.SHARDS * Aws.PARTITION_WRITES,
                counts.writes(ENROLLMENT, index, key),
                counts.writes(DEFERRAL, index, key));
    }

    private static String quota(Counts counts, String name, String index) {
        return row(
                name + ": default quota",
                "%,d".formatted(Aws.TABLE_UNITS),
                Aws.TABLE_UNITS,
                counts.writes(ENROLLMENT, index),
                counts.writes(DEFERRAL, index));
    }

    private static String row(String name, String limit, int units, int enrollment, int deferral) {
        return Figures.row(
                name, limit, enrollment, deferral, rate(units, enrollment), rate(units, enrollment + deferral));
    }

    private static String rate(int units, int each) {
        return each == 0 ? "no limit" : "%,d".formatted(units / each);
    }
}
