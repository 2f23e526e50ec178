package dev.tracks.bench;

import dev.tracks.bench.growth.Counts;
import dev.tracks.bench.growth.Footprint;
import dev.tracks.usecase.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;

/** How many enrollments a second the partition keys of an index accept, by the counted units. */
final class GrowthRates {
    private static final int WRITES_OF_A_PARTITION = 1_000;
    private static final String ENROLLMENT = "automatic enrollment";
    private static final String DEFERRAL = "deferral";

    private GrowthRates() {}

    static List<String> lines(Counts counts) {
        List<String> lines = new ArrayList<>(Figures.head(
                "partition keys",
                "how many",
                "write units of an enrollment",
                "of a deferral",
                "enrollments a second, at most",
                "after a deferral"));
        lines.add(row(counts, "entries of one track: `TRACK#…`", "GSI1", "TRACK"));
        lines.add(row(counts, "runs of one step: `STEP#…`", "GSI1", "STEP"));
        lines.add(row(counts, "pending and due items of all tracks: `DUE#…`", "GSI2", "DUE"));
        lines.add(row(counts, "items of one person: `USER#…`", Footprint.TABLE, "USER"));
        return lines;
    }

    private static String row(Counts counts, String name, String index, String key) {
        int keys = index.equals(Footprint.TABLE) ? 1 : Outbox.SHARDS;
        int enrollment = counts.writes(ENROLLMENT, index, key);
        int deferral = counts.writes(DEFERRAL, index, key);
        return Figures.row(name, keys, enrollment, deferral, rate(keys, enrollment), rate(keys, enrollment + deferral));
    }

    private static String rate(int keys, int units) {
        return units == 0 ? "no limit" : "%,d".formatted(keys * WRITES_OF_A_PARTITION / units);
    }
}
