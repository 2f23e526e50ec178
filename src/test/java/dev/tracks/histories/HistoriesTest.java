package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of histories with faults at every outgoing call, each checked against all invariants. */
class HistoriesTest {
    private static final long FIRST_SEED = 1;

    /** {@code -Dhistories=100000} runs more (pom.xml sets how many run by default), {@code -Dhistory.seed=…} runs one. */
    @Test
    void nothingIsDuplicatedAndNothingIsLost() {
        Long seed = Long.getLong("history.seed");
        long begun = System.nanoTime();
        Histories.Sum sum = seed == null
                ? Histories.run(FIRST_SEED, Long.getLong("histories", 2_000), DisabledGuard.NONE)
                : Histories.run(seed, 1, DisabledGuard.NONE);
        report(sum, Duration.ofNanos(System.nanoTime() - begun));
        assertThat(sum.broken.map(Histories::report)).isEmpty();
        if (seed == null) {
            assertThat(sum.faults).as("each kind of fault happens").containsOnlyKeys(Fault.values());
        }
    }

    private static void report(Histories.Sum sum, Duration time) {
        List<String> lines = new ArrayList<>();
        lines.add(Report.number(sum.histories) + " histories of about " + Plan.EVENTS + " events in "
                + time.toSeconds() + " s ("
                + Duration.ofNanos(sum.processorNanos).toSeconds()
                + " s of processor time) on " + Runtime.getRuntime().availableProcessors() + " processors: "
                + Report.number(sum.causes) + " causes were evaluated, " + Report.number(sum.instances)
                + " instances started, " + Report.number(sum.messages) + " messages delivered, "
                + Report.number(sum.ambiguousSends) + " sends were ambiguous.");
        lines.add("");
        lines.add("| Fault | Count |");
        lines.add("|---|---|");
        sum.faults.forEach((fault, times) -> lines.add("| " + fault.words() + " | " + Report.number(times) + " |"));
        Report.write("histories", lines);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        Plan plan = Plan.of(4711);

        assertThat(History.logged(plan).log()).isEqualTo(History.logged(plan).log());
    }
}
