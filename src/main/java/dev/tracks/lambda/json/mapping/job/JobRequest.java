package dev.tracks.lambda.json.mapping.job;

import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.PersonRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request for a job, as it is written: nothing that it names has been looked up.
 *
 * @param startAt when the job starts; empty for now
 */
public record JobRequest(JobKind kind, boolean dryRun, Optional<Instant> startAt, Target target) {
    /**
     * What the job is about.
     *
     * @param stepId the step of the track that the request names, if it does
     * @param who the people, for kinds that have some
     * @param spec what the job has to do, once its steps are known: the named one, or all that a rerun is about
     */
    public record Target(
            Optional<String> trackId,
            Optional<String> stepId,
            Optional<People> who,
            Function<List<StepOf>, JobSpec> spec) {}

    /**
     * The people of a request.
     *
     * @param listed those that the request lists, each reference once
     */
    public record People(Who who, List<PersonRef> listed) {}

    /** The tracks that the request names, by the path of their field. */
    public Map<String, String> tracks() {
        Map<String, String> tracks = new LinkedHashMap<>();
        target.trackId().ifPresent(trackId -> tracks.put("trackId", trackId));
        target.who()
                .flatMap(people -> people.who()
                        .fold(
                                listed -> Optional.<String>empty(),
                                audience -> Optional.<String>empty(),
                                inTrack -> Optional.of(inTrack.trackId())))
                .ifPresent(trackId -> tracks.put("who.inTrack", trackId));
        return tracks;
    }

    /** The people whom the request lists. */
    public List<PersonRef> listed() {
        return target.who().map(People::listed).orElse(List.of());
    }
}
