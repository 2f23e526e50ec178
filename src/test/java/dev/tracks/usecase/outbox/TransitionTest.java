package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The domain events of runs, instances and invitations. */
class TransitionTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final EnrollmentRef WEEK_1 = new EnrollmentRef("week-1", 2);
    private static final Enrollment STARTED =
            Enrollment.started("ada", WEEK_1, NOW, Source.step(CAUSE), Lineage.start("week-1"));
    private static final Invitation INVITED = Fixtures.invitation(CAUSE, "week-1", 3);
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void aSkipHasItsReasonAndTheParticipantWhoReachedTheStep() {
        Run run = run(new Skip(SkipReason.STEP_DISABLED, Map.of()));

        assertThat(Transition.of(run))
                .isEqualTo(new Transition(
                        "skipped",
                        1,
                        NOW,
                        Source.step(CAUSE),
                        new Transition.Subject("ada", Optional.of("week-1"), Optional.empty(), Optional.empty()),
                        Optional.of(SkipReason.STEP_DISABLED),
                        Optional.empty()));
    }

    @Test
    void aDeferralHasItsDueTimeAndTheEnrollee() {
        Transition transition = Transition.of(run(new Defer("grace", LATER)));

        assertThat(transition.name()).isEqualTo("deferred");
        assertThat(transition.subject().participantId()).isEqualTo("grace");
        assertThat(transition.dueAt()).contains(LATER);
    }

    @Test
    void theStartOfAnInstanceHasItsCause() {
        assertThat(Transition.started(STARTED))
                .isEqualTo(ofInstance("enrolled", 1, NOW))
                .returns("day-1/s1/ada/1/enrolled/1", Transition::id);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void theEndOfAnInstanceHasItsTime(EnrollmentStatus status) {
        assertThat(Transition.ended(STARTED.with(status, Map.of(), LATER), 4))
                .isEqualTo(ofInstance(status.wireName(), 4, LATER));
    }

    @Test
    void aDirectInstanceHasAnIdThatNoStepHas() {
        Transition direct = Transition.started(Fixtures.enrollment("ada", "week-1", 2));

        assertThat(direct.source()).isEqualTo(Source.API);
        assertThat(direct.id()).isEqualTo("api:ada/week-1/2/enrolled/1");
    }

    @Test
    void theTransitionOfAnOpenInvitationIsTheSameAfterARefusedClick() {
        Transition expected = new Transition(
                "invited",
                1,
                NOW,
                INVITED.source(),
                new Transition.Subject(
                        "ada", Optional.of("week-1"), Optional.empty(), Optional.of(new InvitationRef("week-1", 3))),
                Optional.empty(),
                Optional.empty());
        Invitation clicked = INVITED.transitionTo(
                InvitationStatus.PENDING, new TrailEntry(LATER, "skipped", Optional.of(SkipReason.COOLDOWN), Map.of()));

        assertThat(Transition.of(INVITED)).isEqualTo(expected);
        assertThat(Transition.of(clicked)).isEqualTo(expected);
    }

    @Test
    void aLaterInvitationOfTheSameCauseHasItsNumberInTheId() {
        Invitation again = new Invitation(
                "ada",
                new InvitationRef("week-1", 4),
                InvitationStatus.PENDING,
                INVITED.texts(),
                INVITED.times(),
                new Invitation.Origin(Source.invitation(INVITED.source().cause().orElseThrow()), INVITED.lineage()),
                INVITED.trail(),
                1);

        assertThat(Transition.of(INVITED).id()).isEqualTo("day-1/s1/ada/1/invited/1");
        assertThat(Transition.of(again).id()).isEqualTo("day-1/s1/ada/1/4/invited/1");
    }

    @Test
    void theTransitionOfAClosedInvitationHasItsTimeAndReason() {
        Invitation withdrawn = INVITED.transitionTo(
                InvitationStatus.WITHDRAWN,
                new TrailEntry(LATER, "skipped", Optional.of(SkipReason.STEP_DISABLED), Map.of()));

        assertThat(Transition.of(withdrawn))
                .isEqualTo(new Transition(
                        "withdrawn",
                        2,
                        LATER,
                        INVITED.source(),
                        new Transition.Subject(
                                "ada",
                                Optional.of("week-1"),
                                Optional.empty(),
                                Optional.of(new InvitationRef("week-1", 3))),
                        Optional.of(SkipReason.STEP_DISABLED),
                        Optional.empty()));
    }

    private static Transition ofInstance(String name, long sequence, Instant at) {
        return new Transition(
                name,
                sequence,
                at,
                Source.step(CAUSE),
                new Transition.Subject("ada", Optional.of("week-1"), Optional.of(WEEK_1), Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    private static Run run(Decision decision) {
        Optional<AddToTrackStep> step =
                Optional.of(Fixtures.step("day-1", "s1", "week-1").build());
        return Run.of(CAUSE, decision, step, NOW, Optional.empty());
    }
}
