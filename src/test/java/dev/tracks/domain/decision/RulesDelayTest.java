package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.domain.decision.FactsBuilder.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.ReachedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a step waits for its delay. {@code DelayTest} tests how long a delay is. */
class RulesDelayTest {
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Map<String, Object> UNKNOWN_ZONE = Map.of("unknownTimeZone", "Mars/Olympus", "timeZone", "Z");

    private final FactsBuilder situation =
            new FactsBuilder().step(step -> step.delay(Fixtures.delay(1, SpanUnit.DAYS)));

    @Test
    void aDelayDefersFromTheStartOfTheSourceInstance() {
        assertThat(situation.now(NOW.plusSeconds(60)).decide()).isEqualTo(new Defer("ada", TOMORROW));
    }

    @Test
    void aRunIsDueAtTheInstantWhenItsDelayEnds() {
        assertThat(situation.now(TOMORROW.minusNanos(1)).decide()).isEqualTo(new Defer("ada", TOMORROW));
        assertThat(situation.now(TOMORROW).decide()).isInstanceOf(Enroll.class);
    }

    @Test
    void theDelayOfAStepByEventBeginsAtTheFirstEvaluation() {
        situation.step(step -> step.reachedBy(ReachedBy.EVENT)).now(NOW.plusSeconds(60));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", TOMORROW.plusSeconds(60)));
    }

    @Test
    void theDelayOfAStepByCompletionBeginsWhenTheTrackEnded() {
        situation
                .step(step -> step.reachedBy(ReachedBy.TRACK_COMPLETION))
                .sourceInstance(EnrollmentStatus.COMPLETED)
                .now(NOW.plusSeconds(60));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", TOMORROW));
    }

    @Test
    void theDelayOfAStepByCompletionBeginsAtTheFirstEvaluationIfAnEventReachesItEarlier() {
        situation.step(step -> step.reachedBy(ReachedBy.TRACK_COMPLETION)).now(NOW.plusSeconds(60));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", TOMORROW.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({"TRACK_START,0", "TRACK_COMPLETION,9", "EVENT,5"})
    void theDelayBeginsAtTheStartTheEndOrTheEvaluation(ReachedBy reachedBy, int seconds) {
        Enrollment source = Fixtures.enrollment("ada", "day-1", 1);
        Enrollment ended = source.with(
                EnrollmentStatus.COMPLETED, Map.of(), source.startedAt().plusSeconds(9));
        AddToTrackStep step =
                Fixtures.step("day-1", "s1", "week-1").reachedBy(reachedBy).build();

        assertThat(step.delayFrom(ended, source.startedAt().plusSeconds(5)))
                .isEqualTo(source.startedAt().plusSeconds(seconds));
    }

    @Test
    void theDelayOfAStepByEventStillBeginsAtTheFirstEvaluationWhenItIsReachedAgain() {
        Skip early = new Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of());
        situation.step(step -> step.reachedBy(ReachedBy.EVENT)).run(written(early, NOW.minusSeconds(60)));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", TOMORROW.minusSeconds(60)));
    }

    @Test
    void theDelayOfAStepByTrackStartBeginsAtTheStartOfTheInstanceEvenIfReachedLater() {
        Skip early = new Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of());

        assertThat(situation.run(written(early, NOW.plusSeconds(60))).decide()).isEqualTo(new Defer("ada", TOMORROW));
    }

    @Test
    void editingADelayDoesNotChangeDeferredRuns() {
        Instant inAnHour = NOW.plus(Duration.ofHours(1));
        situation.run(written(new Defer("ada", inAnHour), NOW));

        assertThat(situation.now(inAnHour.minusNanos(1)).decide()).isEqualTo(new Defer("ada", inAnHour));
        assertThat(situation.now(inAnHour).decide()).isInstanceOf(Enroll.class);
    }

    @Test
    void removingADelayDoesNotChangeDeferredRuns() {
        FactsBuilder undelayed = new FactsBuilder().run(written(new Defer("ada", TOMORROW), NOW));

        assertThat(undelayed.decide()).isEqualTo(new Defer("ada", TOMORROW));
    }

    @Test
    void aDueRunNeverDefersAgain() {
        situation.run(written(new Defer("ada", NOW), NOW.minusSeconds(60)));

        assertThat(situation
                        .step(step -> step.delay(Fixtures.delay(10, SpanUnit.WEEKS)))
                        .decide())
                .isInstanceOf(Enroll.class);
    }

    @Test
    void aRunThatWasSkippedWithoutADueTimeUsesTheCurrentDelay() {
        situation.run(written(new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of()), NOW));

        assertThat(situation
                        .step(step -> step.delay(Fixtures.delay(2, SpanUnit.DAYS)))
                        .decide())
                .isEqualTo(new Defer("ada", NOW.plus(Duration.ofDays(2))));
    }

    @Test
    void theTimeOfDayIsInTheEnrolleesTimeZone() {
        Delay atNine = new Delay(new TimeSpan(1, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), false);
        situation
                .step(step -> step.delay(atNine))
                .ada(ada -> ada.zone("America/New_York"))
                .grace(grace -> grace.zone("Europe/Berlin"));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", Instant.parse("2025-03-04T14:00:00Z")));
        assertThat(situation.step(Step::forManager).decide())
                .isEqualTo(new Defer("grace", Instant.parse("2025-03-04T08:00:00Z")));
    }

    @Test
    void aDueTimeInTheDefaultZoneIsEvidence() {
        Delay atNine = new Delay(new TimeSpan(1, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), false);
        situation.step(step -> step.delay(atNine)).ada(ada -> ada.zone("Mars/Olympus"));

        assertThat(situation.decide()).isEqualTo(new Defer("ada", TOMORROW, UNKNOWN_ZONE));
        assertThat(situation.now(TOMORROW).decide())
                .isEqualTo(new Enroll("ada", new EnrollmentRef("week-1", 1), UNKNOWN_ZONE));
        assertThat(situation.step(step -> step.manual("Join?")).decide())
                .isEqualTo(new Invite("ada", new InvitationRef("week-1", 1), UNKNOWN_ZONE));
        assertThat(situation.step(Step::forManager).decide()).returns(Map.of(), Decision::evidence);
    }

    @Test
    void anUnknownZoneThatTheDecisionDoesNotUseIsNoEvidence() {
        FactsBuilder hours = new FactsBuilder()
                .step(step -> step.delay(Fixtures.delay(1, SpanUnit.HOURS)))
                .ada(ada -> ada.zone("Mars/Olympus"));
        assertThat(hours.decide()).isInstanceOf(Defer.class).returns(Map.of(), Decision::evidence);

        situation.ada(ada -> ada.zone("Mars/Olympus")).run(written(new Defer("ada", NOW), NOW));
        assertThat(situation.decide()).isInstanceOf(Enroll.class).returns(Map.of(), Decision::evidence);

        FactsBuilder none = new FactsBuilder().ada(ada -> ada.zone("Mars/Olympus"));
        assertThat(none.decide()).isInstanceOf(Enroll.class).returns(Map.of(), Decision::evidence);
    }

    @Test
    void withoutADelayAndARunThereIsNoDueTime() {
        assertThat(Rules.dueAt(new FactsBuilder().facts())).isEmpty();
        assertThat(Rules.dueAt(situation.facts())).contains(TOMORROW);
    }

    private static Run written(Decision decision, Instant at) {
        return Run.of(
                CAUSE,
                decision,
                Optional.of(Fixtures.step("day-1", "s1", "week-1").build()),
                at,
                Optional.empty());
    }
}
