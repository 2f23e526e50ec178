package dev.tracks.domain.record;

import dev.tracks.domain.WireName;
import java.util.Optional;

/**
 * Why an enrollment or an invitation exists: a step that was reached, an invitation of such a step, a direct API call, or a
 * job.
 *
 * @param cause the step that was reached, and by whom; empty for {@code api} and {@code job}
 * @param jobId present exactly for {@code job}
 */
public record Source(Kind kind, Optional<StepReached> cause, Optional<String> jobId) {
    /** The kind of a source. */
    public enum Kind implements WireName {
        STEP,
        INVITATION,
        API,
        JOB
    }

    /** The source of a direct enrollment. */
    public static final Source API = new Source(Kind.API, Optional.empty(), Optional.empty());

    /** The source of an enrollment or invitation by a step. */
    public static Source step(StepReached cause) {
        return new Source(Kind.STEP, Optional.of(cause), Optional.empty());
    }

    /** The source of an enrollment by an accepted invitation, and of an invitation that follows an earlier one. */
    public static Source invitation(StepReached cause) {
        return new Source(Kind.INVITATION, Optional.of(cause), Optional.empty());
    }

    /** The source of an enrollment by a job. */
    public static Source job(String jobId) {
        return new Source(Kind.JOB, Optional.empty(), Optional.of(jobId));
    }
}
