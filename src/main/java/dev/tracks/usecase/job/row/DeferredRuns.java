package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The deferred runs that keep a person in a track: those of the person that start in the track, and those of anybody that
 * would enroll or invite the person to it when they are due, with the step and the manager as they are now. A run of
 * somebody whose manager the person became only after it was deferred is not found.
 */
@Singleton
final class DeferredRuns {
    private final Directory directory;
    private final Ledger ledger;
    private final Catalog catalog;

    DeferredRuns(Directory directory, Ledger ledger, Catalog catalog) {
        this.directory = directory;
        this.ledger = ledger;
        this.catalog = catalog;
    }

    /** The runs that were first reached before that time. */
    List<Run> of(String participantId, String trackId, Instant before) {
        return Stream.concat(directory.runs(participantId).stream(), directory.runsAsEnrollee(participantId))
                .filter(run -> isDeferred(run, before))
                .map(run -> ledger.read(run.cause(), Optional.empty()))
                .filter(reading -> reading.run()
                        .filter(run -> isDeferred(run, before) && keeps(reading, run, participantId, trackId))
                        .isPresent())
                .flatMap(reading -> reading.run().stream())
                .toList();
    }

    private static boolean isDeferred(Run run, Instant before) {
        return run.status() == RunStatus.DEFERRED && run.reachedAt().isBefore(before);
    }

    private boolean keeps(Reading reading, Run run, String participantId, String trackId) {
        boolean startsInTrack = run.cause().participantId().equals(participantId)
                && run.cause().trackId().equals(trackId);
        return startsInTrack || leadsTo(reading, run, participantId, trackId);
    }

    private boolean leadsTo(Reading reading, Run run, String participantId, String trackId) {
        Optional<AddToTrackStep> step =
                catalog.step(run.cause().trackId(), run.cause().stepId());
        Optional<String> destination =
                step.map(AddToTrackStep::destinationTrackId).or(run::destinationTrackId);
        Optional<String> enrollee = step.isEmpty()
                ? run.enrolleeId()
                : step.get().enrollee() == Enrollee.MANAGER
                        ? reading.participant().flatMap(Participant::managerId)
                        : Optional.of(run.cause().participantId());
        return destination.equals(Optional.of(trackId)) && enrollee.equals(Optional.of(participantId));
    }
}
