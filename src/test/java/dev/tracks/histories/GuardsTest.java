package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks that the histories detect each disabled guard. A guard that they do not need is redundant. */
class GuardsTest {
    private static final long FIRST_SEED = 1;
    private static final long MOST_SEEDS = 4_000;

    @Test
    void theHistoriesDetectEachDisabledGuard() {
        List<DisabledGuard> guards = Guards.all();
        List<Optional<History>> broken = guards.stream()
                .map(guard -> Histories.run(FIRST_SEED, MOST_SEEDS, guard).broken)
                .toList();
        report(guards, broken);
        assertThat(broken).as("guards caught: %s", guards).allMatch(Optional::isPresent);
    }

    private static void report(List<DisabledGuard> guards, List<Optional<History>> broken) {
        long caught = broken.stream().filter(Optional::isPresent).count();
        List<String> lines = new ArrayList<>();
        lines.add("Detected: " + caught + " of " + guards.size() + ".");
        lines.add("");
        lines.add("| Removed guard | First seed that detects it | Events after shrinking | Broken promise |");
        lines.add("|---|---|---|---|");
        for (int i = 0; i < guards.size(); i++) {
            lines.add("| " + guards.get(i).guard() + " | "
                    + broken.get(i).map(GuardsTest::row).orElse("none | | |"));
        }
        Report.write("guards", lines);
    }

    private static String row(History history) {
        Plan small = Shrinker.shrink(history);
        return small.seed() + " | " + (small.events() - small.dropped().size()) + " | "
                + history.violation().orElseThrow().invariant().words() + " |";
    }
}
