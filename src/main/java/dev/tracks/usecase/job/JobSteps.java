package dev.tracks.usecase.job;

import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that a new job is about. */
@Singleton
public final class JobSteps {
    private final Configuration configuration;

    public JobSteps(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The step, if it exists. */
    public Optional<StepOf> step(String trackId, String stepId) {
        return configuration.step(trackId, stepId).map(Stored::value).map(JobSteps::stepOf);
    }

    /** The steps in the track, and the enabled steps of other tracks that lead to it. */
    public List<StepOf> inOrInto(String trackId) {
        List<StepOf> steps = new ArrayList<>(configuration.steps(trackId).stream()
                .map(Stored::value)
                .map(JobSteps::stepOf)
                .toList());
        List<TrackGraph.Edge> incoming = configuration.graph().graph().incoming(trackId);
        incoming.forEach(edge -> steps.add(new StepOf(edge.trackId(), edge.stepId(), trackId)));
        return steps;
    }

    private static StepOf stepOf(AddToTrackStep step) {
        return new StepOf(step.trackId(), step.id(), step.destinationTrackId());
    }
}
