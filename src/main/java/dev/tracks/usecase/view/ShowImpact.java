package dev.tracks.usecase.view;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What pausing a track would affect. */
@Singleton
public final class ShowImpact {
    /**
     * The impact of pausing a track.
     *
     * @param incoming the enabled steps that lead to the track
     * @param pendingInvitations open invitations to the track
     * @param deferred deferred runs of these steps and of the track's own steps
     * @param outgoing what waits to leave the track
     * @param active active instances of the track
     * @param complete whether all instances, invitations and runs were counted; if not, there may be more among older
     *     ones
     */
    public record Impact(
            List<TrackGraph.Edge> incoming,
            int pendingInvitations,
            int deferred,
            Outgoing outgoing,
            int active,
            boolean complete) {}

    /**
     * What waits to leave a track.
     *
     * @param deferred deferred runs of its own steps
     * @param pendingInvitations open invitations that steps of the track have sent to their present destinations
     */
    public record Outgoing(int deferred, int pendingInvitations) {}

    /** The maximum number of incoming and of own steps whose deferred runs are counted: each costs a query per shard. */
    static final int COUNTED_STEPS = 20;

    private final Configuration configuration;
    private final Directory directory;

    public ShowImpact(Configuration configuration, Directory directory) {
        this.configuration = configuration;
        this.directory = directory;
    }

    /** @throws NotFoundException if the track does not exist */
    public Impact of(String trackId) {
        if (configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
        List<TrackGraph.Edge> incoming = configuration.graph().graph().incoming(trackId);
        List<AddToTrackStep> own =
                configuration.steps(trackId).stream().map(Stored::value).toList();
        Sum into = new Sum(
                incoming.stream().limit(COUNTED_STEPS).map(edge -> directory.deferred(edge.trackId(), edge.stepId())));
        Sum outOf = new Sum(own.stream().limit(COUNTED_STEPS).map(step -> directory.deferred(trackId, step.id())));
        Sum sent = new Sum(own.stream()
                .limit(COUNTED_STEPS)
                .map(AddToTrackStep::destinationTrackId)
                .distinct()
                .map(destination -> directory.pendingInvitations(destination, trackId)));
        Directory.Count received = directory.pendingInvitations(trackId);
        Directory.Count active = directory.activeInstances(trackId);
        return new Impact(
                incoming,
                received.found(),
                into.found() + outOf.found(),
                new Outgoing(outOf.found(), sent.found()),
                active.found(),
                Stream.of(into, outOf, sent).allMatch(Sum::complete)
                        && received.complete()
                        && active.complete()
                        && incoming.size() <= COUNTED_STEPS
                        && own.size() <= COUNTED_STEPS);
    }

    private record Sum(List<Directory.Count> counts) {
        Sum(Stream<Directory.Count> counts) {
            this(counts.toList());
        }

        int found() {
            return counts.stream().mapToInt(Directory.Count::found).sum();
        }

        boolean complete() {
            return counts.stream().allMatch(Directory.Count::complete);
        }
    }
}
