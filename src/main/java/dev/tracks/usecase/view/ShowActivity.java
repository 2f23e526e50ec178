package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many people are in a track, and what its steps did lately. The counts come from eventually consistent indexes.
 */
@Singleton
public final class ShowActivity {
    /** The period in which runs are counted. */
    public static final Duration PERIOD = Duration.ofDays(30);

    /** The maximum count of instances, and of runs per step. It limits the cost of one request. */
    static final int MAX_COUNTED = 1_000;

    /** The number of runs of a step by the result of their last evaluation. Each run is counted once. */
    public record StepActivity(String stepId, Optional<String> title, Map<RunStatus, Integer> runs, boolean complete) {}

    /**
     * The activity of a track.
     *
     * @param instances the number of instances of the track, of all time
     * @param complete whether all instances are counted
     * @param since the start of the period in which runs are counted
     */
    public record Activity(int instances, boolean complete, Instant since, List<StepActivity> steps) {}

    private final Configuration configuration;
    private final Directory directory;
    private final InstantSource clock;

    public ShowActivity(Configuration configuration, Directory directory, InstantSource clock) {
        this.configuration = configuration;
        this.directory = directory;
        this.clock = clock;
    }

    /** @throws NotFoundException if the track does not exist */
    public Activity of(String trackId) {
        if (configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
        return of(
                trackId,
                configuration.steps(trackId).stream().map(Stored::value).toList());
    }

    /** The activity of the track with these steps. */
    Activity of(String trackId, List<AddToTrackStep> all) {
        Instant since = Timestamps.now(clock).minus(PERIOD);
        Directory.Count instances = directory.instances(trackId, MAX_COUNTED);
        List<StepActivity> steps =
                all.stream().map(step -> activity(step, since)).toList();
        return new Activity(instances.found(), instances.complete(), since, steps);
    }

    private StepActivity activity(AddToTrackStep step, Instant since) {
        Directory.Part<Run> runs = directory.runs(step.trackId(), step.id(), since, MAX_COUNTED);
        Map<RunStatus, Integer> byStatus = new EnumMap<>(RunStatus.class);
        Stream.of(RunStatus.values()).forEach(status -> byStatus.put(status, 0));
        runs.data().forEach(run -> byStatus.merge(run.status(), 1, Integer::sum));
        return new StepActivity(step.id(), step.title(), byStatus, runs.complete());
    }
}
