package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An admin cancels a deferred run, so that nothing happens when it is due. */
@Singleton
public final class CancelRun {
    /** The run is not deferred. */
    public static final class NotDeferredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDeferredException(Run run) {
            super("the run is " + run.status().wireName() + "; only a deferred run can be cancelled");
        }
    }

    private final Ledger ledger;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public CancelRun(Ledger ledger, OptimisticRetry retry, InstantSource clock) {
        this.ledger = ledger;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Cancels the run. Cancelling it again changes nothing.
     *
     * @throws NotFoundException if the cause has no run
     * @throws NotDeferredException if the run is neither deferred nor cancelled
     */
    public Outcome cancel(StepReached cause, String by) {
        return retry.execute("run of " + cause.trackId() + "/" + cause.stepId(), () -> {
            Run run = ledger.read(cause, Optional.empty())
                    .run()
                    .orElseThrow(() -> new NotFoundException("run", cause.trackId() + "/" + cause.stepId()));
            if (run.status() == RunStatus.CANCELLED) {
                return Optional.of(Outcome.of(run, true));
            }
            if (run.status() != RunStatus.DEFERRED) {
                throw new NotDeferredException(run);
            }
            Run cancelled = run.cancelled(Timestamps.now(clock), by);
            return ledger.save(cancelled) == WriteResult.WRITTEN
                    ? Optional.of(Outcome.of(cancelled, false))
                    : Optional.empty();
        });
    }
}
