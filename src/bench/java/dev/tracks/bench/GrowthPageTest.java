package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.growth.ChannelLimit;
import dev.tracks.bench.growth.Outcome;
import dev.tracks.bench.growth.Outcome.Backlogs;
import dev.tracks.bench.growth.Outcome.Ended;
import dev.tracks.bench.growth.Outcome.Minute;
import dev.tracks.bench.growth.Scenario;
import dev.tracks.bench.growth.Scenario.Source;
import dev.tracks.bench.growth.Scenarios.Group;
import dev.tracks.bench.growth.Setup;
import dev.tracks.bench.growth.input.Counts;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthPageTest {
    @Test
    void timesAreMinutesOrHours() {
        assertThat(GrowthPage.time(59.6)).isEqualTo("1:00 min");
        assertThat(GrowthPage.time(725)).isEqualTo("12:05 min");
        assertThat(GrowthPage.time(3_599)).isEqualTo("59:59 min");
        assertThat(GrowthPage.time(3_600)).isEqualTo("1:00 h");
        assertThat(GrowthPage.time(90_061)).isEqualTo("25:01 h");
        assertThat(GrowthPage.time(Double.NaN)).isEqualTo("–");
    }

    @Test
    void aRowShowsWhatThrottledFirstAndTheMinutesOfTheLastScenario() {
        Map<String, Long> throttled = new LinkedHashMap<>();
        List.of("GSI1 STEP#", "B", "C", "D").forEach(name -> throttled.put(name, 1_000L));
        Outcome outcome = outcome(throttled, new Ended(990, 7, 3, 0));

        assertThat(new GrowthPage(List.of(new Group("**Group**", List.of(outcome)))).lines())
                .contains(
                        "| **Group** |  |  |  |  |  |  |  |  |",
                        "| Monday | `GSI1 STEP#` 1,000, `B` 1,000, `C` 1,000 | 4,000 | 5 | 6 | 1:01 min | 2:02 min"
                                + " | 3:03 min | 10 |",
                        "As deployed, Monday, at the end of some minutes:",
                        "| 1 | 11 | 12 | 13 | 14 | 15 | 16 | 17 |",
                        "| 4 | 21 | 22 | 23 | 24 | 25 | 26 | 27 |")
                .noneMatch(line -> line.startsWith("| 3 |"));
    }

    @Test
    void whoeverStillWaitsIsCounted() {
        Outcome outcome = outcome(Map.of(), new Ended(990, 0, 0, 10));

        assertThat(new GrowthPage(List.of(new Group("", List.of(outcome)))).lines())
                .contains("| Monday | – | 4,000 | 5 | 6 | 1:01 min | 2:02 min | 10 wait | 0 |");
    }

    @Test
    void aRateIsThatOfAllKeysDividedByTheUnitsOfOneEnrollment() {
        Footprint step = new Footprint(Map.of(), List.of(new KeyUnits("GSI1", "TRACK", 0, 3)));
        Footprint deferral = new Footprint(Map.of(), List.of(new KeyUnits("GSI2", "DUE", 0, 2)));

        assertThat(GrowthRates.lines(new Counts(Map.of(
                        "automatic enrollment", Map.of("step", step, "relay", step),
                        "deferral", Map.of("step", deferral)))))
                .contains(
                        "| entries of one track: `TRACK#…` | 16 × 1,000 | 6 | 0 | 2,666 | 2,666 |",
                        "| pending and due items of all tracks: `DUE#…` | 16 × 1,000 | 0 | 2 | no limit | 8,000 |",
                        "| GSI1: default quota | 40,000 | 6 | 0 | 6,666 | 6,666 |",
                        "| the table: default quota | 40,000 | 0 | 0 | no limit | no limit |");
    }

    private static Outcome outcome(Map<String, Long> throttled, Ended ended) {
        Setup setup = new Setup(4, 600, 16, 20, 5, 1);
        return new Outcome(
                new Scenario("Monday", 1_000, 600, Source.QUEUE, 1, setup, ChannelLimit.LOG),
                throttled,
                new Backlogs(4_000, 5, 6),
                61,
                122,
                183,
                ended,
                List.of(
                        new Minute(1, 11, 12, new Backlogs(13, 14, 15), 16, 17),
                        new Minute(3, 0, 0, new Backlogs(0, 0, 0), 4, 0),
                        new Minute(4, 21, 22, new Backlogs(23, 24, 25), 26, 27)));
    }
}
