package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Thousands of histories with faults at every call out, each held to all invariants. */
class HistoriesTest {
    private static final long FIRST_SEED = 1;

    /** {@code -Dhistories=100000} runs more, {@code -Dhistory.seed=…} one alone. */
    @Test
    void nothingIsDoubledAndNothingIsLost() {
        Long seed = Long.getLong("history.seed");
        Histories.Sum sum = seed == null
                ? Histories.run(FIRST_SEED, Long.getLong("histories", 10_000), Sabotage.NONE)
                : Histories.run(seed, 1, Sabotage.NONE);
        assertThat(sum.broken.map(Histories::report)).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        Plan plan = Plan.of(4711);

        assertThat(History.logged(plan).log()).isEqualTo(History.logged(plan).log());
    }

    @Test
    void everyKindOfFaultHappens() {
        Histories.Sum sum = Histories.run(FIRST_SEED, 300, Sabotage.NONE);

        assertThat(sum.faults).containsOnlyKeys(Fault.values());
    }
}
