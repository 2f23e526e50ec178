package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.store.Dynalite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories over the real table and the real protocol; the twin goes along and must say the same at each call. */
class HistoriesOnDynaliteIT {
    private static final long FIRST_SEED = 1;
    private static final int HISTORIES = 20;

    @Test
    void theDatabaseKeepsThePromisesTooAndTheTwinDoesAsItDoes() {
        Histories.Sum sum = new Histories.Sum();
        try (Dynalite dynalite = new Dynalite()) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
                sum.add(History.over(twin -> new BothTables(dynalite.emptyTable(), twin), Plan.of(seed)));
            }
        }
        Report.write(
                "database",
                List.of(Report.number(sum.histories) + " histories: " + Report.number(sum.causes)
                        + " causes were evaluated, " + Report.number(sum.instances) + " instances started."));
        assertThat(sum.broken.flatMap(History::violation)).isEmpty();
    }
}
