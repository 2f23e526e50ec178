package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.usecase.WriteResult.CONDITION_FAILED;
import static dev.tracks.usecase.WriteResult.CONFLICT;
import static dev.tracks.usecase.WriteResult.WRITTEN;
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
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.FakeRenderers;
import dev.tracks.usecase.message.StepMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What a run reads, writes and returns. {@link FactReaderTest} tests the further reads that a decision needs. */
class RunStepTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Lineage LINEAGE = Lineage.start("day-1").to("week-1");
    private static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    private final Catalog catalog = mock(Catalog.class);
    private final Ledger ledger = mock(Ledger.class);
    private final List<Integer> pauses = new ArrayList<>();
    private Instant now = NOW;
    private final RunStep runStep = new RunStep(
            catalog,
            ledger,
            new StepMessages(FakeRenderers.OF_VALUES),
            new OptimisticRetry(pauses::add),
            () -> now,
            TERMS);

    @BeforeEach
    void adaHasReachedAnAutomaticStep() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        given(Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome {{user}}, from {{current_track}}"));
        givenRun(Optional.empty());
        when(ledger.enroll(any(), any(), any())).thenReturn(WRITTEN);
        when(ledger.invite(any(), any(), any())).thenReturn(WRITTEN);
        when(ledger.save(any())).thenReturn(WRITTEN);
    }

    @Test
    void anEnrollmentIsOneReadAndOneWriteOfRunInstanceAndConfirmation() {
        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome).isEqualTo(Outcome.of(enrolled(), false));
        verify(ledger).read(CAUSE, Optional.of("week-1"));
        verify(ledger)
                .enroll(
                        enrolled(),
                        Enrollment.started("ada", new EnrollmentRef("week-1", 1), NOW, Source.step(CAUSE), LINEAGE),
                        Optional.of(new MessageText("Welcome Ada, from DAY-1")));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theSubjectOfTheMailIsRenderedWithTheConfirmation() {
        given(Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome").mailSubject("{{track}} for {{user}}"));

        runStep.run(CAUSE);

        verify(ledger).enroll(any(), any(), eq(Optional.of(new MessageText("Welcome", Optional.of("WEEK-1 for Ada")))));
    }

    @Test
    void anInvitationHasTheReminderSubjectAndExpiryOfItsStep() {
        given(Fixtures.step("day-1", "s1", "week-1")
                .manual("Join us")
                .reminder("{{user}}, {{manager}} asks again")
                .mailSubject("{{track}}")
                .invitationExpiry(30));
        when(ledger.invitations("ada", "week-1")).thenReturn(List.of());

        runStep.run(CAUSE);

        ArgumentCaptor<Invitation> written = ArgumentCaptor.forClass(Invitation.class);
        verify(ledger).invite(any(), written.capture(), any());
        assertThat(written.getValue().texts().reminder()).contains("Ada, your manager asks again");
        assertThat(written.getValue().texts().mailSubject()).contains("WEEK-1");
        assertThat(written.getValue().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void aStepThatSendsNoConfirmationWritesNone() {
        given(Fixtures.step("day-1", "s1", "week-1"));

        runStep.run(CAUSE);

        verify(ledger).enroll(any(), any(), eq(Optional.empty()));
    }

    @Test
    void anInvitationCarriesRenderedTextsAndItsTerms() {
        given(Fixtures.step("day-1", "s1", "week-1")
                .manual("{{user}}, try {{track}}")
                .joinButton("Join {{track}}!"));
        when(ledger.invitations("ada", "week-1")).thenReturn(List.of());

        Outcome outcome = runStep.run(CAUSE);

        ArgumentCaptor<Invitation> written = ArgumentCaptor.forClass(Invitation.class);
        verify(ledger).invite(any(), written.capture(), any());
        assertThat(written.getValue())
                .isEqualTo(new Invitation(
                        "ada",
                        new InvitationRef("week-1", 1),
                        InvitationStatus.PENDING,
                        new Invitation.Texts("Ada, try WEEK-1", "Join WEEK-1!"),
                        new Invitation.Times(
                                NOW, NOW.plus(Duration.ofDays(14)), Optional.of(NOW.plus(Duration.ofDays(7)))),
                        new Invitation.Origin(Source.step(CAUSE), LINEAGE),
                        List.of(TrailEntry.of(NOW, "invited")),
                        1));
        assertThat(outcome.decision()).isEqualTo(RunStatus.INVITED);
        assertThat(outcome.invitation()).contains(new InvitationRef("week-1", 1));
    }

    @Test
    void aSkipIsWrittenAndReturned() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome.decision()).isEqualTo(RunStatus.SKIPPED);
        assertThat(outcome.reason()).contains(SkipReason.DESTINATION_NOT_ACTIVE);
        verify(ledger).read(CAUSE, Optional.of("week-1"));
        verify(ledger).save(kept(RunStatus.SKIPPED));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aSkipForAMissingStepIsWrittenToo() {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.empty());
        when(ledger.read(CAUSE, Optional.empty())).thenReturn(reading(Optional.empty()));

        assertThat(runStep.run(CAUSE).reason()).contains(SkipReason.STEP_NOT_FOUND);

        verify(ledger).save(kept(RunStatus.SKIPPED));
    }

    @Test
    void aDeferralIsWrittenAndReturned() {
        given(Fixtures.step("day-1", "s1", "week-1").delay(Fixtures.delay(1, SpanUnit.DAYS)));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome.decision()).isEqualTo(RunStatus.DEFERRED);
        assertThat(outcome.dueAt()).contains(NOW.plus(Duration.ofDays(1)));
        verify(ledger).save(kept(RunStatus.DEFERRED));
    }

    @Test
    void aRepeatOfAFinalRunIsAnsweredFromTheReadAlone() {
        Run enrolled = enrolled();
        given(Fixtures.step("day-1", "s1", "month-1")
                .manual("Now quite different")
                .disabled());
        when(ledger.read(CAUSE, Optional.of("month-1"))).thenReturn(reading(Optional.of(enrolled)));

        assertThat(runStep.run(CAUSE)).isEqualTo(Outcome.of(enrolled, true));

        verify(ledger).read(CAUSE, Optional.of("month-1"));
        verifyNoMoreInteractions(ledger);
        verify(catalog, never()).track(any());
    }

    @Test
    void aRepeatOfADeferredRunIsAnsweredFromTheReadAloneUntilItIsDue() {
        given(Fixtures.step("day-1", "s1", "week-1").delay(Fixtures.delay(1, SpanUnit.DAYS)));
        Run deferred = keptBy(runStep);
        givenRun(Optional.of(deferred));
        now = NOW.plus(Duration.ofDays(1)).minusMillis(1);

        assertThat(runStep.run(CAUSE)).isEqualTo(Outcome.of(deferred, true));
        verify(ledger, times(1)).save(any());

        now = NOW.plus(Duration.ofDays(1));
        assertThat(runStep.run(CAUSE).decision()).isEqualTo(RunStatus.ENROLLED);
    }

    @Test
    void aSkippedRunIsDecidedAgainAndReplaced() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        Run skipped = keptBy(runStep);
        givenRun(Optional.of(skipped));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));

        assertThat(runStep.run(CAUSE).decision()).isEqualTo(RunStatus.ENROLLED);

        ArgumentCaptor<Run> run = ArgumentCaptor.forClass(Run.class);
        verify(ledger).enroll(run.capture(), any(), any());
        assertThat(run.getValue().version()).isEqualTo(2);
        assertThat(run.getValue().trail()).extracting(TrailEntry::decision).containsExactly("skipped", "enrolled");
    }

    @Test
    void afterAConcurrentRunItReadsAgainAndReturnsAReplay() {
        when(ledger.enroll(any(), any(), any())).thenReturn(CONDITION_FAILED);
        when(ledger.read(CAUSE, Optional.of("week-1")))
                .thenReturn(reading(Optional.empty()), reading(Optional.of(enrolled())));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome).isEqualTo(Outcome.of(enrolled(), true));
        verify(ledger, times(2)).read(CAUSE, Optional.of("week-1"));
        assertThat(pauses).containsExactly(0);
    }

    @Test
    void ifAnotherCauseUsedTheInstanceNumberItDecidesAgain() {
        when(ledger.enroll(any(), any(), any())).thenReturn(CONFLICT, CONDITION_FAILED);
        Reading started = new Reading(
                Optional.of(Fixtures.person("ada").build()),
                Optional.of(Fixtures.enrollment("ada", "day-1", 1)),
                Optional.empty(),
                Optional.of(Fixtures.enrollment("ada", "week-1", 1)));
        when(ledger.read(CAUSE, Optional.of("week-1")))
                .thenReturn(reading(Optional.empty()), reading(Optional.empty()), started);

        assertThat(runStep.run(CAUSE).reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(pauses).containsExactly(0, 1);
    }

    @Test
    void afterFiveConcurrentUpdatesItThrowsSoThatTheQueueRetries() {
        when(ledger.enroll(any(), any(), any())).thenReturn(CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> runStep.run(CAUSE))
                .withMessageContaining("day-1/s1");

        verify(ledger, times(5)).enroll(any(), any(), any());
        assertThat(pauses).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aSkipOrInvitationThatWasNotWrittenIsDecidedAgain() {
        given(Fixtures.step("day-1", "s1", "week-1").manual("Come along"));
        when(ledger.invite(any(), any(), any())).thenReturn(CONDITION_FAILED, WRITTEN);
        assertThat(runStep.run(CAUSE).decision()).isEqualTo(RunStatus.INVITED);

        given(Fixtures.step("day-1", "s1", "week-1").disabled());
        when(ledger.save(any())).thenReturn(CONDITION_FAILED, WRITTEN);
        assertThat(runStep.run(CAUSE).reason()).contains(SkipReason.STEP_DISABLED);
    }

    @Test
    void aSkipThatLostToTheSameSkipReturnsTheWrittenOne() {
        when(ledger.save(any())).thenReturn(CONDITION_FAILED);
        Run won = skipped(TrackStatus.PAUSED);
        when(ledger.read(CAUSE, Optional.of("week-1")))
                .thenReturn(reading(Optional.empty()), reading(Optional.of(won)));
        now = NOW.plusSeconds(1);

        assertThat(runStep.run(CAUSE)).isEqualTo(Outcome.of(won, true));

        verify(ledger, times(1)).save(any());
        assertThat(pauses).containsExactly(0);
    }

    @Test
    void aSkipThatLostToAnotherReasonIsDecidedAgain() {
        when(ledger.save(any())).thenReturn(CONDITION_FAILED, WRITTEN);
        Run won = skipped(TrackStatus.ARCHIVED);
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        when(ledger.read(CAUSE, Optional.of("week-1")))
                .thenReturn(reading(Optional.empty()), reading(Optional.of(won)));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome.evidence()).isEqualTo(Map.of("status", "paused"));
        assertThat(outcome.replayed()).isFalse();
        verify(ledger, times(2)).save(any());
    }

    @Test
    void aSkipOfAnEarlierCallIsReplacedEvenAfterAConflict() {
        when(ledger.save(any())).thenReturn(CONFLICT, WRITTEN);
        givenRun(Optional.of(skipped(TrackStatus.PAUSED)));
        now = NOW.plus(Run.SAME_SKIP_ANSWERS_FOR);

        assertThat(runStep.run(CAUSE).replayed()).isFalse();

        verify(ledger, times(2)).save(argThat(run -> run.version() == 2));
    }

    @Test
    void theSameSkipIsWrittenAtMostOnceAMinute() {
        Run written = skipped(TrackStatus.PAUSED);
        givenRun(Optional.of(written));
        now = NOW.plus(Run.SAME_SKIP_ANSWERS_FOR).minusMillis(1);

        assertThat(runStep.run(CAUSE)).isEqualTo(Outcome.of(written, true));
        assertThat(runStep.preview(CAUSE)).isEqualTo(Outcome.of(written, true));
        verify(ledger, never()).save(any());

        now = NOW.plus(Run.SAME_SKIP_ANSWERS_FOR);
        assertThat(runStep.run(CAUSE).replayed()).isFalse();
        verify(ledger).save(argThat(run -> run.version() == 2));
    }

    @Test
    void anotherDecisionIsWrittenAtOnce() {
        givenRun(Optional.of(skipped(TrackStatus.ARCHIVED)));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));

        assertThat(runStep.run(CAUSE).evidence()).isEqualTo(Map.of("status", "paused"));
        verify(ledger).save(argThat(run -> run.version() == 2));

        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        assertThat(runStep.run(CAUSE).decision()).isEqualTo(RunStatus.ENROLLED);
    }

    /** A skip that a concurrent call wrote, because the destination has that status from now on. */
    private Run skipped(TrackStatus status) {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", status)));
        Skip skip = new Skip(SkipReason.DESTINATION_NOT_ACTIVE, Map.of("status", status.wireName()));
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        Run run = Run.of(CAUSE, skip, Optional.of(step), NOW, Optional.empty());
        return run.withEnrollee(Optional.of("ada"));
    }

    @Test
    void timesAreWrittenInMilliseconds() {
        now = NOW.plusNanos(1_999_999);

        runStep.run(CAUSE);

        ArgumentCaptor<Enrollment> written = ArgumentCaptor.forClass(Enrollment.class);
        verify(ledger).enroll(any(), written.capture(), any());
        assertThat(written.getValue().startedAt()).isEqualTo(NOW.plusMillis(1));
    }

    private void given(Step step) {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.of(step.build()));
    }

    private void givenRun(Optional<Run> run) {
        when(ledger.read(CAUSE, Optional.of("week-1"))).thenReturn(reading(run));
    }

    private static Reading reading(Optional<Run> run) {
        return new Reading(
                Optional.of(Fixtures.person("ada").build()),
                Optional.of(Fixtures.enrollment("ada", "day-1", 1)),
                run,
                Optional.empty());
    }

    private Run keptBy(RunStep runStep) {
        runStep.run(CAUSE);
        ArgumentCaptor<Run> run = ArgumentCaptor.forClass(Run.class);
        verify(ledger).save(run.capture());
        return run.getValue();
    }

    private static Run kept(RunStatus status) {
        return argThat(run -> run.status() == status && run.version() == 1);
    }

    private static Run enrolled() {
        return Run.of(
                CAUSE,
                new Enroll("ada", new EnrollmentRef("week-1", 1)),
                Optional.of(Fixtures.step("day-1", "s1", "week-1").build()),
                NOW,
                Optional.empty());
    }
}
