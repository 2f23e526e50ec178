package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that the histories detect each disabled guard. A guard that they do not need is redundant. */
@Tag("exhaustive")
class GuardsTest {
    private static final long FIRST_SEED = 1;
    private static final long MOST_SEEDS = 40_000;

    /** @param row of the report */
    private record Detection(DisabledGuard guard, Optional<History> broken, String row) {}

    /** {@code -Dguard=lineage} disables only the guards with that word. */
    @Test
    void theHistoriesDetectEachDisabledGuard() {
        String word = System.getProperty("guard", "");
        List<Detection> detections = Guards.all().parallelStream()
                .filter(guard -> guard.guard().contains(word))
                .map(GuardsTest::detect)
                .toList();
        if (word.isEmpty()) {
            report(detections);
        }
        assertThat(detections).allMatch(detection -> detection.broken().isPresent());
    }

    private static Detection detect(DisabledGuard guard) {
        Optional<History> broken = Histories.run(FIRST_SEED, MOST_SEEDS, guard).broken;
        return new Detection(guard, broken, broken.map(GuardsTest::row).orElse("none | | |"));
    }

    private static void report(List<Detection> detections) {
        long caught = detections.stream()
                .filter(detection -> detection.broken().isPresent())
                .count();
        List<String> lines = new ArrayList<>();
        lines.add("Detected: " + caught + " of " + detections.size() + ".");
        lines.add("");
        lines.add("| Removed guard | First seed that detects it | Events after shrinking | Broken promise |");
        lines.add("|---|---|---|---|");
        detections.forEach(detection -> lines.add("| " + detection.guard().guard() + " | " + detection.row()));
        Report.write("guards", lines);
    }

    private static String row(History history) {
        Plan small = Shrinker.shrink(history);
        return small.seed() + " | " + (small.events() - small.dropped().size()) + " | "
                + history.violation().orElseThrow().invariant().words() + " |";
    }
}
