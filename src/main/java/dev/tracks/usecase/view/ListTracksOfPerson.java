package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.configure.Catalog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names the tracks of a person's records, for readers who may not list tracks. */
@Singleton
public final class ListTracksOfPerson {
    private final Directory directory;
    private final Catalog catalog;

    public ListTracksOfPerson(Directory directory, Catalog catalog) {
        this.directory = directory;
        this.catalog = catalog;
    }

    /**
     * The tracks that the person's enrollments, invitations and runs name, by id. Of the runs of other people, in which the
     * person is the enrollee, only the newest {@link Directory#EXAMINED} count. A track that does not exist is missing.
     */
    public List<Track> of(String participantId) {
        Stream<String> enrollments =
                directory.enrollments(participantId).stream().flatMap(ListTracksOfPerson::named);
        Stream<String> invitations =
                directory.invitations(participantId).stream().flatMap(ListTracksOfPerson::named);
        Stream<Run> runs = Stream.concat(
                directory.runs(participantId).stream(),
                directory.runsAsEnrollee(participantId).limit(Directory.EXAMINED));
        List<String> ids = Stream.of(enrollments, invitations, runs.flatMap(ListTracksOfPerson::named))
                .flatMap(named -> named)
                .toList();
        return new TreeSet<>(ids)
                .stream().map(catalog::track).flatMap(Optional::stream).toList();
    }

    private static Stream<String> named(Enrollment enrollment) {
        return Stream.concat(
                enrollment.lineage().trackIds().stream(),
                enrollment.source().cause().map(StepReached::trackId).stream());
    }

    private static Stream<String> named(Invitation invitation) {
        return Stream.concat(
                Stream.of(invitation.trackId()), invitation.source().cause().map(StepReached::trackId).stream());
    }

    private static Stream<String> named(Run run) {
        return Stream.concat(Stream.of(run.cause().trackId()), run.destinationTrackId().stream());
    }
}
