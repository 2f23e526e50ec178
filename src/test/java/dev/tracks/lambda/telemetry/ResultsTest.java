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
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.sweep.Sweep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The line that an invocation writes about what it did. */
class ResultsTest {
    private static final Sweep.HeldMessages NOTHING_HELD = new Sweep.HeldMessages(0, 0, Optional.empty());
    private final List<String> lines = new ArrayList<>();
    private final Metrics metrics =
            new Metrics(Optional.of("Tracks/test"), InstantSource.fixed(Fixtures.NOW), lines::add);
    private final Results results = metrics.open();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private static StepReached cause(String participantId) {
        return Fixtures.cause("day-1", "s1", participantId, 1);
    }

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
    void anOutcomeIsOneLineOfTheEmbeddedFormatWithItsCauseAndItsMetric() {
        MDC.put("requestId", "r1");
        results.outcome(cause("linus"), outcome(RunStatus.SKIPPED, Optional.of(SkipReason.COOLDOWN), false));

        results.close();

        assertThat(lines)
                .containsExactly("{\"_aws\":{\"Timestamp\":" + Fixtures.NOW.toEpochMilli()
                        + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Tracks/test\","
                        + "\"Dimensions\":[[\"decision\",\"reason\"]],"
                        + "\"Metrics\":[{\"Name\":\"Decisions\",\"Unit\":\"Count\"}]}]},"
                        + "\"decision\":\"skipped\",\"reason\":\"cooldown\",\"Decisions\":1,"
                        + "\"message\":\"outcome\",\"records\":[\"day-1/s1/linus/1\"],\"mdc\":{\"requestId\":\"r1\"}}");
    }

    @Test
    void recordsWithTheSameResultShareALineThatNamesAndCountsThem() {
        results.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), false));
        results.outcome(cause("linus"), outcome(RunStatus.SKIPPED, Optional.of(SkipReason.COOLDOWN), false));
        results.outcome(cause("grace"), outcome(RunStatus.ENROLLED, Optional.empty(), false));

        results.close();

        assertThat(lines)
                .map(Json::read)
                .extracting(line -> line.path("decision").asText() + " "
                        + line.path("Decisions").asInt() + " " + line.path("records"))
                .containsExactly(
                        "enrolled 2 [\"day-1/s1/ada/1\",\"day-1/s1/grace/1\"]", "skipped 1 [\"day-1/s1/linus/1\"]");
    }

    @Test
    void nothingIsWrittenBeforeTheEndAndNothingForAnInvocationWithoutResults() {
        results.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), false));
        assertThat(lines).isEmpty();

        metrics.open().close();
        assertThat(lines).isEmpty();
    }

    @Test
    void anOutcomeWithoutAReasonHasTheReasonNone() {
        results.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), false));

        results.close();

        assertThat(line().path("reason").asText()).isEqualTo("none");
    }

    @Test
    void aReplayIsNotCountedAsADecision() {
        results.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), true));

        results.close();

        assertThat(line().path("Replays").asInt()).isEqualTo(1);
        assertThat(line().has("Decisions")).isFalse();
    }

    @Test
    void anOutcomeOfAnUnknownPersonIsCountedWithoutARecord() {
        results.outcomeOfUnknown(outcome(RunStatus.SKIPPED, Optional.of(SkipReason.PARTICIPANT_NOT_FOUND), false));

        results.close();

        assertThat(line().path("Decisions").asInt()).isEqualTo(1);
        assertThat(line().has("records")).isFalse();
    }

    @Test
    void aResultThatIsNotCountedIsALineWithoutAMetric() {
        results.uncounted("slack", "enqueued", "");

        results.close();

        assertThat(line()).isEqualTo(Json.read("{\"result\":\"enqueued\",\"message\":\"slack\",\"mdc\":{}}"));
    }

    @Test
    void aPageIsOneLineAndItsFurtherOutcomesAreMetricsOnly() {
        MDC.put("jobId", "j1");
        results.page(Tally.EMPTY
                .with(RowOutcome.FAILED, Optional.of("internal_error"))
                .with(RowOutcome.SKIPPED, Optional.of("cooldown"))
                .with(RowOutcome.SKIPPED, Optional.of("loop_detected")));

        assertThat(lines)
                .map(Json::read)
                .extracting(line -> line.path("outcome").asText() + " "
                        + line.path("JobRows").asInt() + " "
                        + line.path("message").asText() + line.path("rows"))
                .containsExactly("failed 1 page{\"failed\":1,\"skipped\":2}", "skipped 2 ");
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("\"jobId\":\"j1\""));
    }

    @Test
    void aPageWithoutRowsIsALineToo() {
        results.page(Tally.EMPTY);

        assertThat(line()).isEqualTo(Json.read("{\"message\":\"page\",\"rows\":{},\"mdc\":{}}"));
    }

    @Test
    void noDimensionNamesAPersonOrATrack() {
        results.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), false));
        results.delivery("confirmation/ada/week-1/1", DeliverMessage.Delivery.SENT);

        results.close();

        assertThat(lines)
                .hasSize(2)
                .map(Json::read)
                .allSatisfy(line -> line.at("/_aws/CloudWatchMetrics/0/Dimensions/0")
                        .forEach(name -> assertThat(line.path(name.asText()).asText())
                                .doesNotContain("ada", "week-1", "day-1")));
    }

    @Test
    void aSweepCountsUnpublishedItemsApartFromItsOwnWork() {
        results.sweep(
                new Sweep.Counts(
                        1,
                        2,
                        4,
                        new Sweep.HeldMessages(8, 1_000, Optional.empty()),
                        16,
                        new Sweep.Upkeep(32, 64, 0),
                        new Sweep.Failures(128, List.of("run ada/day-1/1/s1: is unreadable"))),
                Json.object().put("published", 1));

        assertThat(line().path("SweepFinds").asInt()).isEqualTo(3);
        assertThat(line().path("SweepRoutine").asInt()).isEqualTo(124);
        assertThat(line().path("SweepFailures").asInt()).isEqualTo(128);
        assertThat(line().path("message").asText()).isEqualTo("sweep");
        assertThat(line().path("published").asInt()).isEqualTo(1);
        assertThat(lines).singleElement().asString().doesNotContain("ada");
    }

    @Test
    void aSweepSaysForHowManyMinutesTheChannelHasBeenDown() {
        Outage outage = new Outage(Fixtures.NOW.minusSeconds(125), "token_revoked");
        results.sweep(
                new Sweep.Counts(
                        0,
                        0,
                        0,
                        new Sweep.HeldMessages(0, 5, Optional.of(outage)),
                        0,
                        new Sweep.Upkeep(0, 0, 0),
                        new Sweep.Failures(0, List.of())),
                Json.object());

        assertThat(line().path("ChannelDownMinutes").asInt()).isEqualTo(2);
    }

    @Test
    void aCleanSweepCountsZeros() {
        results.sweep(
                new Sweep.Counts(0, 0, 0, NOTHING_HELD, 0, new Sweep.Upkeep(0, 0, 0), new Sweep.Failures(0, List.of())),
                Json.object());

        assertThat(line().path("SweepFinds").isInt()).isTrue();
        assertThat(line().path("SweepFinds").asInt()).isZero();
        assertThat(line().path("ChannelDownMinutes").isInt()).isTrue();
        assertThat(line().path("ChannelDownMinutes").asInt()).isZero();
    }

    @ParameterizedTest
    @EnumSource(DeliverMessage.Delivery.class)
    void aDeliveryIsCountedByItsResult(DeliverMessage.Delivery delivery) {
        results.delivery("confirmation/ada/week-1/1", delivery);

        results.close();

        assertThat(line().path("records").path(0).asText()).isEqualTo("confirmation/ada/week-1/1");
        assertThat(line().path("result").asText()).isEqualToIgnoringCase(delivery.name());
        assertThat(line().path("Deliveries").asInt()).isEqualTo(1);
    }

    /** The format requires each dimension and each metric as a member of the root object (CloudWatch guide). */
    @Test
    void everyDimensionAndMetricHasItsValueAtTheRoot() {
        results.outcome(cause("ada"), outcome(RunStatus.INVITED, Optional.empty(), false));
        results.delivery("confirmation/ada/week-1/1", DeliverMessage.Delivery.SENT);
        results.sweep(
                new Sweep.Counts(1, 1, 1, NOTHING_HELD, 1, new Sweep.Upkeep(1, 1, 0), new Sweep.Failures(1, List.of())),
                Json.object());

        results.close();

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
    void withoutANamespaceTheLineIsNoMetric() {
        Results none = new Metrics(Optional.empty(), InstantSource.fixed(Fixtures.NOW), lines::add).open();
        none.outcome(cause("ada"), outcome(RunStatus.ENROLLED, Optional.empty(), false));

        none.close();

        assertThat(line().has("_aws")).isFalse();
        assertThat(line().path("decision").asText()).isEqualTo("enrolled");
    }

    private JsonNode line() {
        assertThat(lines).hasSize(1);
        return Json.read(lines.get(0));
    }
}
