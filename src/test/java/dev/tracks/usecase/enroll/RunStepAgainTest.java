package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.usecase.WriteResult.CONDITION_FAILED;
import static dev.tracks.usecase.WriteResult.CONFLICT;
import static dev.tracks.usecase.WriteResult.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What a repeated, a concurrent and a failed run return, and when they decide again. */
class RunStepAgainTest extends RunStepFixture {
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
}
