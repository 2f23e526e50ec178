package dev.tracks.usecase;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationRef;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.Source;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.TrackStatus;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.AnswerInvitation.Answered;
import dev.tracks.usecase.AnswerInvitation.Reply;
import dev.tracks.usecase.AnswerInvitation.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerInvitationTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Invitation OPEN = Fixtures.invitation(CAUSE, "week-1", 3);
    private static final JoinToken TOKEN = JoinToken.of(OPEN);
    private static final Enrollment JOINED =
            Enrollment.started("ada", new EnrollmentRef("week-1", 1), NOW, Source.invitation(CAUSE), OPEN.lineage());

    private final Catalog catalog = mock(Catalog.class);
    private final Invitations invitations = mock(Invitations.class);
    private final Step step = Fixtures.step("day-1", "s1", "week-1").manual("Come along");
    private Person ada = Fixtures.person("ada").managedBy("grace");
    private Optional<Enrollment> first = Optional.empty();
    private Instant now = NOW;
    private final AnswerInvitation answerInvitation = new AnswerInvitation(
            catalog, invitations, new StepMessages(Renderings.OF_VALUES), new Rounds(round -> {}), () -> now);

    @BeforeEach
    void adaIsInvitedToWeek1() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        when(invitations.keep(any(), any())).thenReturn(Written.DONE);
        when(invitations.accept(any(), any(), any())).thenReturn(Written.DONE);
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

        Invitation accepted = OPEN.then(
                InvitationStatus.ACCEPTED, new TrailEntry(NOW, "accepted", Optional.empty(), Map.of("instance", 1)));
        assertThat(answered).isEqualTo(Answered.of(Result.JOINED, accepted));
        verify(invitations).read(TOKEN);
        verify(invitations).accept(accepted, JOINED, Optional.of("Welcome Ada"));
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void theConfirmationNamesTheManagerWhoIsReadForThatOnly() {
        step.confirmation("From {{manager}}");
        given(OPEN);
        when(invitations.participant("grace"))
                .thenReturn(Optional.of(Fixtures.person("grace").build()));

        join();

        verify(invitations).accept(any(), any(), eq(Optional.of("From Grace")));
    }

    @Test
    void theConfirmationOfSomebodyWithoutAManagerSaysYourManager() {
        step.confirmation("From {{manager}}");
        ada = Fixtures.person("ada");
        given(OPEN);

        join();

        verify(invitations).accept(any(), any(), eq(Optional.of("From your manager")));
    }

    @Test
    void decliningNeedsNoDecision() {
        assertThat(answerInvitation.answer(TOKEN, Reply.DECLINE))
                .isEqualTo(Answered.of(
                        Result.DECLINED, OPEN.then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"))));

        verify(invitations).keep(OPEN.then(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined")), "ada");
        verify(invitations, never()).accept(any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, ALREADY_JOINED", "DECLINED, ALREADY_DECLINED", "EXPIRED, EXPIRED", "WITHDRAWN, WITHDRAWN"})
    void whatWasAnsweredStaysSo(InvitationStatus status, Result result) {
        Invitation closed = OPEN.then(status, TrailEntry.of(NOW, status.wireName()));
        given(closed);

        assertThat(join()).isEqualTo(Answered.of(result, closed));
        assertThat(answerInvitation.answer(TOKEN, Reply.DECLINE)).isEqualTo(Answered.of(result, closed));
        assertThat(answerInvitation.look(TOKEN)).isEqualTo(Answered.of(result, closed));
        verify(invitations, times(3)).read(TOKEN);
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void anExpiredOneIsNotedAtTheClickAndOnlyShownAtALook() {
        now = OPEN.expiresAt();

        assertThat(answerInvitation.look(TOKEN)).isEqualTo(Answered.of(Result.EXPIRED, OPEN));
        verify(invitations, never()).keep(any(), any());

        Invitation expired = OPEN.then(InvitationStatus.EXPIRED, TrailEntry.of(now, "expired"));
        assertThat(join()).isEqualTo(Answered.of(Result.EXPIRED, expired));
        verify(invitations).keep(expired, "ada");
    }

    @Test
    void aLookAtAnOpenOneWritesNothing() {
        assertThat(answerInvitation.look(TOKEN)).isEqualTo(Answered.of(Result.NOT_NOW, OPEN));
        verify(invitations).read(TOKEN);
        verifyNoMoreInteractions(invitations);
    }

    @Test
    void thereIsNoneThatWasNotWritten() {
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.empty()));

        assertThat(join().result()).isEqualTo(Result.GONE);
        assertThat(answerInvitation.look(TOKEN).result()).isEqualTo(Result.GONE);
    }

    @Test
    void aTokenOfAnotherCauseNamesNone() {
        JoinToken other = new JoinToken("ada", OPEN.ref(), Fixtures.cause("day-1", "s1", "ada", 2));
        when(invitations.read(other)).thenReturn(reading(Optional.of(OPEN)));

        assertThat(answerInvitation.answer(other, Reply.JOIN).result()).isEqualTo(Result.GONE);
    }

    @Test
    void aPausedDestinationLeavesItOpenAndTheClickInItsTrail() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));

        Answered answered = join();

        assertThat(answered.result()).isEqualTo(Result.NOT_NOW);
        assertThat(answered.reason()).contains(SkipReason.DESTINATION_NOT_ACTIVE);
        verify(invitations)
                .keep(
                        OPEN.then(
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
    void whoStartedTheTrackMeanwhileCannotJoinOnceMore() {
        first = Optional.of(JOINED);
        given(OPEN);

        assertThat(join().reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        verify(invitations, never()).accept(any(), any(), any());
    }

    @Test
    void anotherPolicyRestsOnAllInstances() {
        step.reEnrollment(ReEnrollment.YES).cooldown(1, SpanUnit.HOURS);
        given(OPEN);
        when(invitations.instances("ada", "week-1")).thenReturn(List.of(JOINED));

        assertThat(join().reason()).contains(SkipReason.COOLDOWN);

        now = NOW.plusSeconds(3_600);
        assertThat(join().result()).isEqualTo(Result.JOINED);
        verify(invitations).accept(any(), argThat(it -> it.instance() == 2), any());
    }

    @Test
    void whatTheStepLeadsToNowDoesNotMatter() {
        step.to("month-1").delay(Fixtures.delay(1, SpanUnit.WEEKS));
        given(OPEN);

        assertThat(join().result()).isEqualTo(Result.JOINED);
        verify(invitations).accept(any(), eq(JOINED), any());
    }

    @Test
    void ofTwoClicksAtOnceTheSecondFindsTheFirst() {
        when(invitations.accept(any(), any(), any())).thenReturn(Written.TAKEN);
        Invitation accepted = OPEN.then(InvitationStatus.ACCEPTED, TrailEntry.of(NOW, "accepted"));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(accepted)));

        assertThat(join().result()).isEqualTo(Result.ALREADY_JOINED);
    }

    @Test
    void aRefusedClickThatLostToTheSameRefusalIsToldTheSame() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        when(invitations.keep(any(), any())).thenReturn(Written.TAKEN);
        Invitation refused = OPEN.then(
                InvitationStatus.PENDING,
                new TrailEntry(
                        NOW, "skipped", Optional.of(SkipReason.DESTINATION_NOT_ACTIVE), Map.of("status", "paused")));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(refused)));

        assertThat(join())
                .isEqualTo(new Answered(
                        Result.NOT_NOW, Optional.of(refused), Optional.of(SkipReason.DESTINATION_NOT_ACTIVE)));

        verify(invitations, times(1)).keep(any(), any());
    }

    @Test
    void aRefusedClickThatLostToSomethingElseIsWritten() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        when(invitations.keep(any(), any())).thenReturn(Written.TAKEN, Written.DONE);
        Invitation resent = OPEN.then(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        when(invitations.read(TOKEN)).thenReturn(reading(Optional.of(OPEN)), reading(Optional.of(resent)));

        assertThat(join().result()).isEqualTo(Result.NOT_NOW);

        verify(invitations, times(2)).keep(any(), any());
    }

    @Test
    void givesUpNamingTheTrackWhenOthersAreAlwaysFaster() {
        when(invitations.keep(any(), any())).thenReturn(Written.CONTENDED);

        assertThatExceptionOfType(StillContendedException.class)
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
