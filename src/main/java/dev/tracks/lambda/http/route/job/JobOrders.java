package dev.tracks.lambda.http.route.job;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Caller;
import dev.tracks.lambda.json.mapping.job.JobRequest;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobSteps;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Turns a request into an order: checks that what it names exists, and finds the steps that it is about. */
@Singleton
public final class JobOrders {
    /** The maximum number of steps of a rerun; all are stored with the job. */
    static final int STEPS_MAX = 500;

    private final Configuration configuration;
    private final JobSteps steps;
    private final Access access;

    public JobOrders(Configuration configuration, JobSteps steps, Access access) {
        this.configuration = configuration;
        this.steps = steps;
        this.access = access;
    }

    /**
     * The order of a caller who manages the tracks that the request names.
     *
     * @throws InvalidFieldException naming the field of a track or step that does not exist or cannot be used
     * @throws dev.tracks.lambda.http.protocol.ProblemException 403 if the caller does not manage a destination
     */
    CreateJob.Order of(JobRequest request, Caller caller, Instant now) {
        request.tracks().forEach(this::track);
        boolean isLater = request.startAt().filter(at -> at.isAfter(now)).isPresent();
        if (request.kind().needsActiveTrack() && !isLater) {
            requireActive(request.target().trackId().orElseThrow());
        }
        JobSpec spec = request.target().spec().apply(steps(request, caller));
        if (spec.track().isPresent()) {
            access.checkTracks(caller, spec.tracks());
        }
        Job.Request wanted = new Job.Request(spec, request.dryRun(), access.creator(caller));
        return new CreateJob.Order(wanted, request.listed(), request.startAt());
    }

    private Track track(String field, String trackId) {
        return configuration
                .track(trackId)
                .map(Stored::value)
                .orElseThrow(() -> new InvalidFieldException(field, "must name an existing track"));
    }

    /** The job would fail at once. A job that starts later is not refused: the track may be active by then. */
    private void requireActive(String trackId) {
        Track track = track("trackId", trackId);
        if (!track.isActive()) {
            throw new InvalidFieldException(
                    "trackId",
                    "must name an active track; this one is " + track.status().wireName());
        }
    }

    private List<StepOf> steps(JobRequest request, Caller caller) {
        Optional<String> trackId = request.target().trackId();
        Optional<String> stepId = request.target().stepId();
        if (stepId.isPresent()) {
            return List.of(steps.step(trackId.orElseThrow(), stepId.get())
                    .orElseThrow(() -> new InvalidFieldException("stepId", "must name an existing step of the track")));
        }
        return request.kind() == JobKind.RERUN ? stepsOfRerun(trackId.orElseThrow(), caller) : List.of();
    }

    /** All steps in or into the track, of which the caller manages both tracks. */
    private List<StepOf> stepsOfRerun(String trackId, Caller caller) {
        Predicate<String> managed = access.tracksOf(caller);
        List<StepOf> found = steps.inOrInto(trackId).stream()
                .filter(step -> managed.test(step.trackId()) && managed.test(step.destinationTrackId()))
                .toList();
        if (found.isEmpty()) {
            throw new InvalidFieldException(
                    "trackId", "must name a track with steps in it or into it that you may rerun");
        }
        if (found.size() > STEPS_MAX) {
            throw new InvalidFieldException(
                    "trackId",
                    "must name a track with at most " + STEPS_MAX
                            + " steps in it or into it, or a stepId must be given");
        }
        return found;
    }
}
