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
     * @param complete whether all invitations and runs were counted; if not, there may be more among older ones
     */
    public record Impact(List<TrackGraph.Edge> incoming, int pendingInvitations, int deferred, boolean complete) {}

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
        List<Directory.Count> deferred = Stream.concat(
                        incoming.stream()
                                .limit(COUNTED_STEPS)
                                .map(edge -> directory.deferred(edge.trackId(), edge.stepId())),
                        own.stream().limit(COUNTED_STEPS).map(step -> directory.deferred(trackId, step.id())))
                .toList();
        Directory.Count invitations = directory.pendingInvitations(trackId);
        return new Impact(
                incoming,
                invitations.found(),
                deferred.stream().mapToInt(Directory.Count::found).sum(),
                invitations.complete()
                        && incoming.size() <= COUNTED_STEPS
                        && own.size() <= COUNTED_STEPS
                        && deferred.stream().allMatch(Directory.Count::complete));
    }
}
