package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.domain.decision.FactsBuilder.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTest {
    private static final Enroll ENROLL = new Enroll("ada", new EnrollmentRef("week-1", 2));
    private static final Invite INVITE = new Invite("grace", new InvitationRef("week-1", 3));
    private static final Instant DUE = NOW.plusSeconds(3_600);
    private static final Defer DEFER = new Defer("ada", DUE);
    private static final Skip SKIP = new Skip(SkipReason.DESTINATION_NOT_ACTIVE, Map.of("status", "paused"));
    private static final Optional<AddToTrackStep> STEP =
            Optional.of(Fixtures.step("day-1", "s1", "week-1").build());

    @Test
    void anEnrolledRunHasTheInstance() {
        assertThat(first(ENROLL))
                .isEqualTo(new Run(
                        CAUSE,
                        ENROLL,
                        Optional.of("week-1"),
                        Optional.of("ada"),
                        new Run.Times(NOW, Optional.empty(), NOW),
                        List.of(new TrailEntry(NOW, "enrolled", Optional.empty(), Map.of())),
                        1));
    }

    @Test
    void anInvitedRunHasTheInvitationAndTheEnrollee() {
        Run run = first(INVITE);

        assertThat(run.status()).isEqualTo(RunStatus.INVITED);
        assertThat(run.enrolleeId()).contains("grace");
        assertThat(run.invitation()).contains(new InvitationRef("week-1", 3));
        assertThat(run.enrollment()).isEmpty();
    }

    @Test
    void aDeferredRunHasTheDueTime() {
        Run run = first(DEFER);

        assertThat(run.status()).isEqualTo(RunStatus.DEFERRED);
        assertThat(run.enrolleeId()).contains("ada");
        assertThat(run.dueAt()).contains(DUE);
    }

    @Test
    void aSkippedRunHasReasonAndEvidence() {
        Run run = first(SKIP);

        assertThat(run.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(run.reason()).contains(SkipReason.DESTINATION_NOT_ACTIVE);
        assertThat(run.evidence()).isEqualTo(Map.of("status", "paused"));
        assertThat(run.trail())
                .containsExactly(new TrailEntry(
                        NOW, "skipped", Optional.of(SkipReason.DESTINATION_NOT_ACTIVE), Map.of("status", "paused")));
    }

    @Test
    void aRunOfAMissingStepHasNoDestination() {
        Skip skip = new Skip(SkipReason.STEP_NOT_FOUND, Map.of());

        assertThat(Run.of(CAUSE, skip, Optional.empty(), NOW, Optional.empty()).destinationTrackId())
                .isEmpty();
    }

    @Test
    void aReplacementKeepsReachedAtAndTheTrail() {
        Run later = then(first(SKIP), ENROLL, NOW.plusSeconds(5));

        assertThat(later.status()).isEqualTo(RunStatus.ENROLLED);
        assertThat(later.reason()).isEmpty();
        assertThat(later.evidence()).isEmpty();
        assertThat(later.enrollment()).contains(new EnrollmentRef("week-1", 2));
        assertThat(later.enrolleeId()).contains("ada");
        assertThat(later.destinationTrackId()).contains("week-1");
        assertThat(later.reachedAt()).isEqualTo(NOW);
        assertThat(later.at()).isEqualTo(NOW.plusSeconds(5));
        assertThat(later.version()).isEqualTo(2);
        assertThat(later.trail()).extracting(TrailEntry::decision).containsExactly("skipped", "enrolled");
        assertThat(later.trail()).extracting(TrailEntry::at).containsExactly(NOW, NOW.plusSeconds(5));
    }

    @Test
    void everyReplacementKeepsTheDueTime() {
        Run skipped = then(first(DEFER), SKIP, DUE);
        Run invited = then(skipped, INVITE, DUE.plusSeconds(1));

        assertThat(skipped.dueAt()).contains(DUE);
        assertThat(invited.dueAt()).contains(DUE);
        assertThat(invited.invitation()).contains(INVITE.invitation());
        assertThat(then(first(DEFER), new Defer("ada", DUE.plusSeconds(9)), NOW).dueAt())
                .contains(DUE);
    }

    @Test
    void aLaterEvaluationCanSetTheDueTime() {
        assertThat(then(first(SKIP), DEFER, NOW.plusSeconds(1)).dueAt()).contains(DUE);
    }

    @Test
    void theTrailKeepsTheLastTwentyEntries() {
        Run run = first(SKIP);
        for (int i = 1; i < 20; i++) {
            run = then(run, SKIP, NOW.plusSeconds(i));
        }
        assertThat(run.trail()).hasSize(20).first().returns(NOW, TrailEntry::at);

        run = then(run, ENROLL, NOW.plusSeconds(20));

        assertThat(run.trail())
                .extracting(TrailEntry::at)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(NOW::plusSeconds).toList());
        assertThat(run.version()).isEqualTo(21);
        assertThat(run.reachedAt()).isEqualTo(NOW);
    }

    @Test
    void finalRunsAlwaysAnswerRepeats() {
        Instant muchLater = NOW.plusSeconds(1_000_000_000);

        assertThat(first(ENROLL).answersReplays(muchLater)).isTrue();
        assertThat(first(INVITE).answersReplays(muchLater)).isTrue();
        assertThat(cancelled().answersReplays(muchLater)).isTrue();
    }

    @Test
    void aSkippedRunDoesNotAnswerRepeats() {
        assertThat(first(SKIP).answersReplays(NOW)).isFalse();
        assertThat(then(first(DEFER), SKIP, NOW).answersReplays(NOW)).isFalse();
    }

    @Test
    void aDeferredRunAnswersRepeatsUntilItIsDue() {
        assertThat(first(DEFER).answersReplays(DUE.minusNanos(1))).isTrue();
        assertThat(first(DEFER).answersReplays(DUE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENROLLED", "INVITED", "CANCELLED"})
    void enrolledInvitedAndCancelledAreFinal(RunStatus status) {
        assertThat(status.isFinal()).isTrue();
    }

    @Test
    void anOutcomeHasTheFieldsOfTheRun() {
        assertThat(Outcome.of(first(ENROLL), false))
                .isEqualTo(new Outcome(
                        RunStatus.ENROLLED,
                        Optional.empty(),
                        false,
                        Optional.of("ada"),
                        Optional.of(new EnrollmentRef("week-1", 2)),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
        assertThat(Outcome.of(first(SKIP), false))
                .isEqualTo(new Outcome(
                        RunStatus.SKIPPED,
                        Optional.of(SkipReason.DESTINATION_NOT_ACTIVE),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("status", "paused")));
        assertThat(Outcome.of(first(INVITE), true).invitation()).contains(new InvitationRef("week-1", 3));
        assertThat(Outcome.of(first(DEFER), true).dueAt()).contains(DUE);
        assertThat(Outcome.of(first(DEFER), true).replayed()).isTrue();
    }

    @Test
    void theOutcomeOfACancelledRunIsASkipWithReasonRunCancelled() {
        Outcome outcome = Outcome.of(cancelled(), true);

        assertThat(outcome.decision()).isEqualTo(RunStatus.SKIPPED);
        assertThat(outcome.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(outcome.replayed()).isTrue();
    }

    @Test
    void aSkippedRunHasTheEnrolleeIfKnown() {
        assertThat(first(SKIP).enrolleeId()).isEmpty();
        assertThat(first(SKIP).withEnrollee(Optional.of("grace")).enrolleeId()).contains("grace");
        assertThat(first(ENROLL).withEnrollee(Optional.of("grace"))).isEqualTo(first(ENROLL));
        assertThat(first(SKIP).withEnrollee(Optional.empty())).isEqualTo(first(SKIP));
    }

    private static Run first(Decision decision) {
        return Run.of(CAUSE, decision, STEP, NOW, Optional.empty());
    }

    private static Run then(Run earlier, Decision decision, Instant at) {
        return Run.of(CAUSE, decision, STEP, at, Optional.of(earlier));
    }

    @Test
    void aSkippedRunCanBeCancelledTooAndKeepsItsTrail() {
        Map<String, Object> evidence = Map.of("job", "j1");
        Run skipped = first(SKIP);

        Run cancelled = skipped.cancelled(NOW.plusSeconds(1), evidence);

        assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(cancelled.evidence()).isEqualTo(evidence);
        assertThat(cancelled.version()).isEqualTo(skipped.version() + 1);
        assertThat(cancelled.trail()).extracting(TrailEntry::decision).containsExactly("skipped", "cancelled");
        assertThat(cancelled.answersReplays(NOW)).isTrue();
    }

    @Test
    void aCauseWithoutARunCanBeCancelledBeforeItIsReached() {
        Run cancelled = Run.cancelled(CAUSE, NOW, Map.of("job", "j1"));

        assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(cancelled.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(cancelled.version()).isEqualTo(1);
        assertThat(cancelled.enrolleeId()).isEmpty();
    }

    private static Run cancelled() {
        return first(DEFER).cancelled(NOW, "admin");
    }
}
