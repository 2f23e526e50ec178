package dev.tracks.usecase;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.Decision;
import dev.tracks.domain.Decision.Defer;
import dev.tracks.domain.Decision.Skip;
import dev.tracks.domain.Outcome;
import dev.tracks.domain.Run;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.CancelRun.NotDeferredException;
import dev.tracks.usecase.Ledger.Reading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelRunTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Run DEFERRED = run(new Defer("ada", NOW.plusSeconds(60)));
    private static final Run CANCELLED = DEFERRED.cancelled(NOW, "root");

    private final Ledger ledger = mock(Ledger.class);
    private final CancelRun cancelRun = new CancelRun(ledger, new Rounds(round -> {}), () -> NOW);

    @BeforeEach
    void aRunIsDeferred() {
        given(Optional.of(DEFERRED));
        when(ledger.keep(any())).thenReturn(Written.DONE);
    }

    @Test
    void aDeferredRunIsCancelledForGood() {
        Outcome outcome = cancelRun.cancel(CAUSE, "root");

        assertThat(outcome).isEqualTo(Outcome.of(CANCELLED, false));
        assertThat(outcome.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(outcome.evidence()).isEqualTo(Map.of("by", "root"));
        verify(ledger).keep(CANCELLED);
    }

    @Test
    void cancellingTwiceChangesNothing() {
        given(Optional.of(CANCELLED));

        assertThat(cancelRun.cancel(CAUSE, "eve")).isEqualTo(Outcome.of(CANCELLED, true));
        verify(ledger, never()).keep(any());
    }

    @Test
    void whatIsNotDeferredCannotBeCancelled() {
        given(Optional.of(run(new Skip(SkipReason.STEP_DISABLED, Map.of()))));

        assertThatExceptionOfType(NotDeferredException.class)
                .isThrownBy(() -> cancelRun.cancel(CAUSE, "root"))
                .withMessage("the run is skipped, only a deferred one can be cancelled");
        verify(ledger, never()).keep(any());
    }

    @Test
    void aCauseThatNeverCameIsNotFound() {
        given(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> cancelRun.cancel(CAUSE, "root"))
                .withMessage("there is no run day-1/s1");
    }

    @Test
    void aRunThatWasFasterCannotBeCancelledAnyMore() {
        Run skipped = run(new Skip(SkipReason.STEP_DISABLED, Map.of()));
        when(ledger.read(CAUSE, Optional.empty()))
                .thenReturn(reading(Optional.of(DEFERRED)), reading(Optional.of(skipped)));
        when(ledger.keep(any())).thenReturn(Written.TAKEN);

        assertThatExceptionOfType(NotDeferredException.class).isThrownBy(() -> cancelRun.cancel(CAUSE, "root"));
    }

    @Test
    void givesUpNamingTheStepWhenOthersAreAlwaysFaster() {
        when(ledger.keep(any())).thenReturn(Written.CONTENDED);

        assertThatExceptionOfType(StillContendedException.class)
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
