package dev.tracks.usecase.invite;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.message.JoinToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerInvitationTest extends AnswerFixture {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Invitation OPEN = Fixtures.invitation(CAUSE, "week-1", 3);
    private static final JoinToken TOKEN = JoinToken.of(OPEN);
    private static final Enrollment JOINED =
            Enrollment.started("ada", new EnrollmentRef("week-1", 1), NOW, Source.invitation(CAUSE), OPEN.lineage());

    private final Step step = Fixtures.step("day-1", "s1", "week-1").manual("Come along");
    private Person ada = Fixtures.person("ada").managedBy("grace");
    private Optional<Enrollment> first = Optional.empty();

    @BeforeEach
    void adaIsInvitedToWeek1() {
        given(OPEN);
    }

    @Test
    void aTokenNamesOneInvitationOfOnePersonAndItsCause() {
        assertThat(JoinToken.of(OPEN)).isEqualTo(new JoinToken("ada", new InvitationRef("week-1", 3), CAUSE));
    }

    @Test
    void joiningAcceptsAndEnrollsInOneWriteAfterOneRead() {
        step.confirmation("Welcome {{user}}");
        given(OPEN);

        Answered answered = join();

        Invitation accepted = OPEN.transitionTo(
                InvitationStatus.ACCEPTED, new TrailEntry(NOW, "accepted", Optional.empty(), Map.of("instance", 1)));
        assertThat(answered).isEqualTo(Answered.of(Result.JOINED, accepted));
        verify(invitations).read(TOKEN);
        verify(invitations).accept(accepted, JOINED, Optional.of(new MessageText("Welcome Ada")));
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void theManagerIsReadIfTheConfirmationNamesThem() {
        step.confirmation("From {{manager}}");
        given(OPEN);
        when(invitations.participant("grace"))
                .thenReturn(Optional.of(Fixtures.person("grace").build()));

        join();

        verify(invitations).accept(any(), any(), eq(Optional.of(new MessageText("From Grace"))));
    }

    @Test
    void theConfirmationOfAPersonWithoutAManagerSaysYourManager() {
        step.confirmation("From {{manager}}");
        ada = Fixtures.person("ada");
        given(OPEN);

        join();

        verify(invitations).accept(any(), any(), eq(Optional.of(new MessageText("From your manager"))));
    }

    @Test
    void decliningNeedsNoDecision() {
        assertThat(answerInvitation.answer(TOKEN, Reply.DECLINE))
                .isEqualTo(Answered.of(
                        Result.DECLINED, OPEN.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"))));

        verify(invitations).save(OPEN.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined")), "ada");
        verify(invitations, never()).accept(any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, ALREADY_JOINED", "DECLINED, ALREADY_DECLINED", "EXPIRED, EXPIRED", "WITHDRAWN, WITHDRAWN"})
    void aClosedInvitationCannotBeAnsweredAgain(InvitationStatus status, Result result) {
        Invitation closed = OPEN.transitionTo(status, TrailEntry.of(NOW, status.wireName()));
        given(closed);

        assertThat(join()).isEqualTo(Answered.of(result, closed));
        assertThat(answerInvitation.answer(TOKEN, Reply.DECLINE)).isEqualTo(Answered.of(result, closed));
        assertThat(answerInvitation.find(TOKEN)).isEqualTo(Answered.of(result, closed));
        verify(invitations, times(3)).read(TOKEN);
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void expiryIsRecordedByAClickButNotByALook() {
        now = OPEN.expiresAt();

        assertThat(answerInvitation.find(TOKEN)).isEqualTo(Answered.of(Result.EXPIRED, OPEN));
        verify(invitations, never()).save(any(), any());

        Invitation expired = OPEN.transitionTo(InvitationStatus.EXPIRED, TrailEntry.of(now, "expired"));
        assertThat(join()).isEqualTo(Answered.of(Result.EXPIRED, expired));
        verify(invitations).save(expired, "ada");
    }

    @Test
    void aLookAtAnOpenInvitationWritesNothing() {
        assertThat(answerInvitation.find(TOKEN)).isEqualTo(Answered.of(Result.NOT_NOW, OPEN));
        verify(invitations).read(TOKEN);
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void aMissingInvitationIsGone() {
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.empty()));

        assertThat(join().result()).isEqualTo(Result.GONE);
        assertThat(answerInvitation.find(TOKEN).result()).isEqualTo(Result.GONE);
    }

    @Test
    void aTokenWithAnotherCauseIsGone() {
        JoinToken other = new JoinToken("ada", OPEN.ref(), Fixtures.cause("day-1", "s1", "ada", 2));
        when(invitations.read(other)).thenReturn(reading(Optional.of(OPEN)));

        assertThat(answerInvitation.answer(other, Reply.JOIN).result()).isEqualTo(Result.GONE);
    }

    @Test
    void aPausedDestinationLeavesItOpenAndRecordsTheClickInTheTrail() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));

        Answered answered = join();

        assertThat(answered.result()).isEqualTo(Result.NOT_NOW);
        assertThat(answered.reason()).contains(SkipReason.DESTINATION_NOT_ACTIVE);
        verify(invitations)
                .save(
                        OPEN.transitionTo(
                                InvitationStatus.PENDING,
                                new TrailEntry(
                                        NOW,
                                        "skipped",
                                        Optional.of(SkipReason.DESTINATION_NOT_ACTIVE),
                                        Map.of("status", "paused"))),
                        "ada");
    }

    @Test
    void aDisabledOrDeletedStepWithdrawsIt() {
        step.disabled();
        given(OPEN);
        assertThat(join().result()).isEqualTo(Result.WITHDRAWN);

        when(catalog.step("day-1", "s1")).thenReturn(Optional.empty());
        Answered answered = join();
        assertThat(answered.result()).isEqualTo(Result.WITHDRAWN);
        assertThat(answered.reason()).contains(SkipReason.STEP_NOT_FOUND);
        assertThat(answered.invitation())
                .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo(InvitationStatus.WITHDRAWN));
    }

    @Test
    void aPersonWhoStartedTheTrackMeanwhileCannotJoin() {
        first = Optional.of(JOINED);
        given(OPEN);

        assertThat(join().reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        verify(invitations, never()).accept(any(), any(), any());
    }

    @Test
    void aPersonWhoseOnlyStartWasUndoneJoinsWithTheNextInstance() {
        first = Optional.of(JOINED.undo(NOW));
        given(OPEN);
        when(invitations.instances("ada", "week-1")).thenReturn(List.of(JOINED.undo(NOW)));

        assertThat(join().result()).isEqualTo(Result.JOINED);
        verify(invitations).accept(any(), argThat(it -> it.instance() == 2), any());
    }

    @Test
    void aLaterInstanceThanAnUndoneOneStillCounts() {
        first = Optional.of(JOINED.undo(NOW));
        given(OPEN);
        when(invitations.instances("ada", "week-1"))
                .thenReturn(List.of(JOINED.undo(NOW), Fixtures.enrollment("ada", "week-1", 2)));

        assertThat(join().reason()).contains(SkipReason.PREVIOUSLY_STARTED);
    }

    @Test
    void anotherPolicyReadsAllInstances() {
        step.reEnrollment(ReEnrollment.YES).cooldown(1, SpanUnit.HOURS);
        given(OPEN);
        when(invitations.instances("ada", "week-1")).thenReturn(List.of(JOINED));

        assertThat(join().reason()).contains(SkipReason.COOLDOWN);

        now = NOW.plusSeconds(3_600);
        assertThat(join().result()).isEqualTo(Result.JOINED);
        verify(invitations).accept(any(), argThat(it -> it.instance() == 2), any());
    }

    @Test
    void theStepsCurrentDestinationIsIgnored() {
        step.to("month-1").delay(Fixtures.delay(1, SpanUnit.WEEKS));
        given(OPEN);

        assertThat(join().result()).isEqualTo(Result.JOINED);
        verify(invitations).accept(any(), eq(JOINED), any());
    }

    @Test
    void ofTwoConcurrentClicksTheSecondReturnsTheResultOfTheFirst() {
        when(invitations.accept(any(), any(), any())).thenReturn(WriteResult.CONDITION_FAILED);
        Invitation accepted = OPEN.transitionTo(InvitationStatus.ACCEPTED, TrailEntry.of(NOW, "accepted"));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(accepted)));

        assertThat(join().result()).isEqualTo(Result.ALREADY_JOINED);
    }

    @Test
    void aRefusedClickThatLostToTheSameRefusalIsNotWrittenAgain() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        when(invitations.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);
        Invitation refused = OPEN.transitionTo(
                InvitationStatus.PENDING,
                new TrailEntry(
                        NOW, "skipped", Optional.of(SkipReason.DESTINATION_NOT_ACTIVE), Map.of("status", "paused")));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(refused)));

        assertThat(join())
                .isEqualTo(new Answered(
                        Result.NOT_NOW, Optional.of(refused), Optional.of(SkipReason.DESTINATION_NOT_ACTIVE)));

        verify(invitations, times(1)).save(any(), any());
    }

    @Test
    void aRefusedClickThatLostToSomethingElseIsWritten() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        when(invitations.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED, WriteResult.WRITTEN);
        Invitation resent = OPEN.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(resent)));

        assertThat(join().result()).isEqualTo(Result.NOT_NOW);

        verify(invitations, times(2)).save(any(), any());
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheTrack() {
        when(invitations.save(any(), any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> answerInvitation.answer(TOKEN, Reply.DECLINE))
                .withMessageContaining("week-1");
    }

    private Answered join() {
        return answerInvitation.answer(TOKEN, Reply.JOIN);
    }

    private void given(Invitation invitation) {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.of(step.build()));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(invitation)));
    }

    private Invitations.Reading reading(Optional<Invitation> invitation) {
        return new Invitations.Reading(
                invitation,
                Optional.of(ada.build()),
                Optional.of(ada.build()),
                Optional.of(Fixtures.enrollment("ada", "day-1", 1)),
                first);
    }
}
