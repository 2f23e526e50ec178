package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small scenarios in every possible order. */
@Tag("exhaustive")
class ExhaustiveTest {
    @Test
    void noCrashAndNoInterleavingDuplicatesOrLosesAnything() {
        List<Exhaustive.Result> results = Scenarios.all().parallelStream()
                .map(scenario -> Exhaustive.of(scenario, DisabledGuard.NONE))
                .toList();
        report(results);
        assertThat(results).allSatisfy(result -> assertThat(result.broken()).isEmpty());
    }

    private static void report(List<Exhaustive.Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add(Report.number(results.size()) + " scenarios, "
                + Report.number(
                        results.stream().mapToLong(Exhaustive.Result::ways).sum()) + " interleavings, "
                + Report.number(
                        results.stream().mapToLong(Exhaustive.Result::crashes).sum())
                + " of them with a crash.");
        lines.add("");
        lines.add("| First and second handler | Calls of the first | Calls of the second | Interleavings |");
        lines.add("|---|---|---|---|");
        results.forEach(result -> lines.add("| " + result.name() + " | " + result.calls() + " | "
                + result.callsOfOther() + " | " + Report.number(result.ways()) + " |"));
        Report.write("exhaustive", lines);
    }
}
