package dev.tracks.usecase.configure;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An admin creates, replaces or removes a step.
 *
 * <p>The graph of enabled steps is read first, and written in the same transaction under its version, even if no edge
 * changes. So if two admins concurrently save steps that form a loop together, one of them is refused. And a step
 * that was removed and created again is not mistaken for the one that was read.
 *
 * <p>The version of a step is the version of the graph that was written with it. So no version is used twice for a
 * step that is removed and created again.
 */
@Singleton
public final class ConfigureStep {
    private final Configuration configuration;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public ConfigureStep(Configuration configuration, OptimisticRetry retry, InstantSource clock) {
        this.configuration = configuration;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Saves the step. If it already has this value, nothing is written, and its destination is not checked again.
     *
     * @throws NotFoundException if its track does not exist
     * @throws UnusableDestinationException if its destination does not exist, is its own track, or is not active. A
     *     destination that is not active is allowed if the step had it before and is not being enabled.
     * @throws LoopException if it would close a loop of enabled steps
     * @throws dev.tracks.domain.InvalidFieldException if the graph would exceed its maximum number of enabled steps
     * @throws StaleVersionException if the precondition does not match
     */
    public Saved<AddToTrackStep> save(AddToTrackStep step, Precondition precondition, String by) {
        return retry.execute("step " + step.trackId() + "/" + step.id(), () -> {
            StoredGraph graph = configuration.graph();
            if (configuration.track(step.trackId()).isEmpty()) {
                throw new NotFoundException("track", step.trackId());
            }
            Optional<Stored<AddToTrackStep>> read = configuration.step(step.trackId(), step.id());
            precondition.check(read);
            return Saved.unchanged(step, read).or(() -> write(step, read, graph, by));
        });
    }

    private Optional<Saved<AddToTrackStep>> write(
            AddToTrackStep step, Optional<Stored<AddToTrackStep>> read, StoredGraph graph, String by) {
        checkDestination(step, read.map(Stored::value));
        StoredGraph next = graph.next(graphWith(step, graph.graph()));
        Change<AddToTrackStep> change =
                Change.of(step, read, Timestamps.now(clock), by).toVersion(next.version());
        return configuration.saveStep(change, next) == WriteResult.WRITTEN
                ? Optional.of(Saved.of(change))
                : Optional.empty();
    }

    /**
     * Removes the step. Participants who reach it from now on are skipped.
     *
     * @throws NotFoundException if it does not exist
     * @throws StaleVersionException if the precondition does not match
     */
    public void remove(String trackId, String stepId, Precondition precondition) {
        retry.execute("step " + trackId + "/" + stepId, () -> {
            StoredGraph graph = configuration.graph();
            Optional<Stored<AddToTrackStep>> read = configuration.step(trackId, stepId);
            precondition.check(read);
            Stored<AddToTrackStep> step = read.orElseThrow(() -> new NotFoundException("step", stepId));
            StoredGraph next = graph.next(graph.graph().without(trackId, stepId));
            WriteResult written = configuration.removeStep(step.value(), next, Timestamps.now(clock));
            return written == WriteResult.WRITTEN ? Optional.of(step) : Optional.empty();
        });
    }

    private static TrackGraph graphWith(AddToTrackStep step, TrackGraph graph) {
        if (!step.enabled()) {
            return graph.without(step.trackId(), step.id());
        }
        graph.loopIfAdded(step.edge()).ifPresent(path -> {
            throw new LoopException(path);
        });
        return graph.with(step.edge());
    }

    /**
     * A destination that is not active is refused only if it is new to the step, or if the step is being enabled. So
     * other fields of the step can still be edited.
     */
    private void checkDestination(AddToTrackStep step, Optional<AddToTrackStep> before) {
        if (step.destinationTrackId().equals(step.trackId())) {
            throw new UnusableDestinationException("must not be the step's own track");
        }
        Track destination = configuration
                .track(step.destinationTrackId())
                .map(Stored::value)
                .orElseThrow(() -> new UnusableDestinationException("must name a track that exists"));
        boolean sameDestination = before.filter(old -> old.destinationTrackId().equals(step.destinationTrackId()))
                .isPresent();
        boolean enabling =
                step.enabled() && before.filter(AddToTrackStep::enabled).isEmpty();
        if (!destination.isActive() && (!sameDestination || enabling)) {
            throw new UnusableDestinationException("must name an active track; " + destination.id() + " is "
                    + destination.status().wireName());
        }
    }
}
