package dev.tracks.lambda.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Tally;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.sweep.Sweep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
    private static final Sweep.HeldMessages NOTHING_HELD = new Sweep.HeldMessages(0, 0, Optional.empty());
    private final List<String> lines = new ArrayList<>();
    private final Metrics metrics =
            new Metrics(Optional.of("Tracks/test"), InstantSource.fixed(Fixtures.NOW), lines::add);

    private static Outcome outcome(RunStatus decision, Optional<SkipReason> reason, boolean replayed) {
        return new Outcome(
                decision,
                reason,
                replayed,
                Optional.of("ada"),
                Optional.of(new EnrollmentRef("week-1", 1)),
                Optional.empty(),
                Optional.empty(),
                Map.of("by", "grace"));
    }

    @Test
    void aDecisionIsCountedByDecisionAndReasonInOneLineOfTheEmbeddedFormat() {
        metrics.outcome(outcome(RunStatus.SKIPPED, Optional.of(SkipReason.COOLDOWN), false));

        assertThat(lines)
                .containsExactly("{\"_aws\":{\"Timestamp\":" + Fixtures.NOW.toEpochMilli()
                        + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Tracks/test\","
                        + "\"Dimensions\":[[\"decision\",\"reason\"]],"
                        + "\"Metrics\":[{\"Name\":\"Decisions\",\"Unit\":\"Count\"}]}]},"
                        + "\"decision\":\"skipped\",\"reason\":\"cooldown\",\"Decisions\":1}");
    }

    @Test
    void aDecisionWithoutAReasonHasTheReasonNone() {
        metrics.outcome(outcome(RunStatus.ENROLLED, Optional.empty(), false));

        assertThat(line().path("reason").asText()).isEqualTo("none");
    }

    @Test
    void aReplayIsNotCountedAsADecision() {
        metrics.outcome(outcome(RunStatus.ENROLLED, Optional.empty(), true));

        assertThat(line().path("Replays").asInt()).isEqualTo(1);
        assertThat(line().has("Decisions")).isFalse();
    }

    @Test
    void rowsOfAJobAreCountedByOutcomeWithoutTheirReasons() {
        metrics.jobRows(Tally.EMPTY
                .with(RowOutcome.FAILED, Optional.of("internal_error"))
                .with(RowOutcome.SKIPPED, Optional.of("cooldown"))
                .with(RowOutcome.SKIPPED, Optional.of("loop_detected")));

        assertThat(lines)
                .hasSize(2)
                .map(Json::read)
                .extracting(line -> line.path("outcome").asText() + " "
                        + line.path("JobRows").asInt())
                .containsExactly("failed 1", "skipped 2");
    }

    @Test
    void noPersonAndNoTrackIsNamed() {
        metrics.outcome(outcome(RunStatus.ENROLLED, Optional.empty(), false));

        assertThat(lines).singleElement().asString().doesNotContain("ada", "week-1", "grace");
    }

    @Test
    void aSweepCountsUnpublishedItemsApartFromItsOwnWork() {
        metrics.sweep(new Sweep.Counts(
                1,
                2,
                4,
                new Sweep.HeldMessages(8, 1_000, Optional.empty()),
                16,
                new Sweep.Upkeep(32, 64, 0),
                new Sweep.Failures(128, List.of("run ada/day-1/1/s1: is unreadable"))));

        assertThat(line().path("SweepFinds").asInt()).isEqualTo(3);
        assertThat(line().path("SweepRoutine").asInt()).isEqualTo(124);
        assertThat(line().path("SweepFailures").asInt()).isEqualTo(128);
        assertThat(lines).singleElement().asString().doesNotContain("ada");
    }

    @Test
    void aSweepSaysForHowManyMinutesTheChannelHasBeenDown() {
        Outage outage = new Outage(Fixtures.NOW.minusSeconds(125), "token_revoked");
        metrics.sweep(new Sweep.Counts(
                0,
                0,
                0,
                new Sweep.HeldMessages(0, 5, Optional.of(outage)),
                0,
                new Sweep.Upkeep(0, 0, 0),
                new Sweep.Failures(0, List.of())));

        assertThat(line().path("ChannelDownMinutes").asInt()).isEqualTo(2);
    }

    @Test
    void aCleanSweepCountsZeros() {
        metrics.sweep(new Sweep.Counts(
                0, 0, 0, NOTHING_HELD, 0, new Sweep.Upkeep(0, 0, 0), new Sweep.Failures(0, List.of())));

        assertThat(line().path("SweepFinds").isInt()).isTrue();
        assertThat(line().path("SweepFinds").asInt()).isZero();
        assertThat(line().path("ChannelDownMinutes").isInt()).isTrue();
        assertThat(line().path("ChannelDownMinutes").asInt()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DeliverMessage.Delivery.class)
    void aDeliveryIsCountedByItsResult(DeliverMessage.Delivery delivery) {
        metrics.delivery(delivery);

        assertThat(line().path("result").asText()).isEqualToIgnoringCase(delivery.name());
        assertThat(line().path("Deliveries").asInt()).isEqualTo(1);
    }

    /** The format requires each dimension and each metric as a member of the root object (CloudWatch guide). */
    @Test
    void everyDimensionAndMetricHasItsValueAtTheRoot() {
        metrics.outcome(outcome(RunStatus.INVITED, Optional.empty(), false));
        metrics.delivery(DeliverMessage.Delivery.SENT);
        metrics.sweep(new Sweep.Counts(
                1, 1, 1, NOTHING_HELD, 1, new Sweep.Upkeep(1, 1, 0), new Sweep.Failures(1, List.of())));

        assertThat(lines).hasSize(3).map(Json::read).allSatisfy(line -> {
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(directive.at("/Dimensions/0"))
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(line.path(name.asText()).asText()).isNotEmpty());
            assertThat(directive.path("Metrics"))
                    .isNotEmpty()
                    .allSatisfy(metric -> assertThat(
                                    line.path(metric.path("Name").asText()).isNumber())
                            .isTrue());
        });
    }

    @Test
    void withoutANamespaceNothingIsWritten() {
        Metrics none = new Metrics(Optional.empty(), InstantSource.fixed(Fixtures.NOW), lines::add);

        none.outcome(outcome(RunStatus.ENROLLED, Optional.empty(), false));

        assertThat(lines).isEmpty();
    }

    private JsonNode line() {
        assertThat(lines).hasSize(1);
        return Json.read(lines.get(0));
    }
}
