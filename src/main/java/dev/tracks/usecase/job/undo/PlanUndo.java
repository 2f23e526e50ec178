package dev.tracks.usecase.job.undo;

import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Finds out what undoing a run changes. The enrollment to which it led is cancelled as undone, its open invitations are
 * withdrawn, and if it waits, it is cancelled; and the same for each run of an instance that is undone, also if it led to
 * another person. A completed instance is left as it is, with everything that followed from it.
 */
@Singleton
public final class PlanUndo {
    private final Chain chain;
    private final Configuration configuration;
    private final InstantSource clock;

    public PlanUndo(Chain chain, Configuration configuration, InstantSource clock) {
        this.chain = chain;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * The plan for one run. Every change is under the optimistic lock of the record that was read, so it is written only
     * if the record is still the same.
     *
     * <p>An instance that is undone already, for example by an attempt that was killed, is followed further. Then the
     * evidence names it, too.
     *
     * @param jobId the job that undoes, as evidence in the changed records
     * @param by who created the job
     */
    public UndoPlan plan(StepReached cause, String jobId, String by) {
        ChainWalk walk = new ChainWalk(chain, configuration, new ChainWalk.Author(jobId, by, Timestamps.now(clock)));
        chain.run(cause).ifPresent(walk::undo);
        return walk.plan();
    }
}
