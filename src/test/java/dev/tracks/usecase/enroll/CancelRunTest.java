package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.CancelRun.NotDeferredException;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelRunTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Run DEFERRED = run(new Defer("ada", NOW.plusSeconds(60)));
    private static final Run CANCELLED = DEFERRED.cancelled(NOW, "root");

    private final Ledger ledger = mock(Ledger.class);
    private final CancelRun cancelRun = new CancelRun(ledger, new OptimisticRetry(round -> {}), () -> NOW);

    @BeforeEach
    void aRunIsDeferred() {
        given(Optional.of(DEFERRED));
        when(ledger.save(any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void aDeferredRunIsCancelled() {
        Outcome outcome = cancelRun.cancel(CAUSE, "root");

        assertThat(outcome).isEqualTo(Outcome.of(CANCELLED, false));
        assertThat(outcome.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(outcome.evidence()).isEqualTo(Map.of("by", "root"));
        verify(ledger).save(CANCELLED);
    }

    @Test
    void cancellingTwiceChangesNothing() {
        given(Optional.of(CANCELLED));

        assertThat(cancelRun.cancel(CAUSE, "eve")).isEqualTo(Outcome.of(CANCELLED, true));
        verify(ledger, never()).save(any());
    }

    @Test
    void aRunThatIsNotDeferredCannotBeCancelled() {
        given(Optional.of(run(new Skip(SkipReason.STEP_DISABLED, Map.of()))));

        assertThatExceptionOfType(NotDeferredException.class)
                .isThrownBy(() -> cancelRun.cancel(CAUSE, "root"))
                .withMessage("the run is skipped; only a deferred run can be cancelled");
        verify(ledger, never()).save(any());
    }

    @Test
    void aCauseWithoutARunIsNotFound() {
        given(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> cancelRun.cancel(CAUSE, "root"))
                .withMessage("there is no run day-1/s1");
    }

    @Test
    void aRunThatWasUpdatedConcurrentlyCannotBeCancelled() {
        Run skipped = run(new Skip(SkipReason.STEP_DISABLED, Map.of()));
        when(ledger.read(CAUSE, Optional.empty()))
                .thenReturn(reading(Optional.of(DEFERRED)), reading(Optional.of(skipped)));
        when(ledger.save(any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(NotDeferredException.class).isThrownBy(() -> cancelRun.cancel(CAUSE, "root"));
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheStep() {
        when(ledger.save(any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> cancelRun.cancel(CAUSE, "root"))
                .withMessageContaining("day-1/s1");
    }

    private void given(Optional<Run> run) {
        when(ledger.read(CAUSE, Optional.empty())).thenReturn(reading(run));
    }

    private static Reading reading(Optional<Run> run) {
        return new Reading(Optional.empty(), Optional.empty(), run, Optional.empty());
    }

    private static Run run(Decision decision) {
        return Run.of(CAUSE, decision, Optional.empty(), NOW, Optional.empty());
    }
}
