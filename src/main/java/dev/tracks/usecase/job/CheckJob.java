package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Failure;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.Ledger;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Checks whether a job may go on: at the beginning of each page. */
@Singleton
final class CheckJob {
    private final Configuration configuration;
    private final Ledger ledger;

    CheckJob(Configuration configuration, Ledger ledger) {
        this.configuration = configuration;
        this.ledger = ledger;
    }

    /** Why the job may not go on; empty if it may. */
    Optional<Failure> failure(Job job) {
        return creator(job).or(() -> managers(job)).or(() -> track(job));
    }

    private Optional<Failure> creator(Job job) {
        return job.creator()
                .participantId()
                .filter(id -> ledger.readPerson(id, Optional.empty())
                        .participant()
                        .filter(Participant::active)
                        .isEmpty())
                .map(id -> new Failure("creator_not_active", Map.of("participantId", id)));
    }

    private Optional<Failure> managers(Job job) {
        if (job.creator().admin()) {
            return Optional.empty();
        }
        return job.spec().tracks().stream()
                .filter(trackId -> track(trackId)
                        .filter(track -> job.creator()
                                .participantId()
                                .filter(track.managers()::contains)
                                .isPresent())
                        .isEmpty())
                .findFirst()
                .map(trackId -> new Failure("creator_not_manager", Map.of("trackId", trackId)));
    }

    private Optional<Failure> track(Job job) {
        return job.spec().track().flatMap(trackId -> {
            Optional<Track> track = track(trackId);
            if (track.isEmpty()) {
                return Optional.of(new Failure("track_not_found", Map.of("trackId", trackId)));
            }
            boolean allowed = track.get().isActive() || !job.spec().kind().needsActiveTrack();
            String status = track.get().status().wireName();
            return allowed
                    ? Optional.empty()
                    : Optional.of(new Failure("track_not_active", Map.of("trackId", trackId, "status", status)));
        });
    }

    private Optional<Track> track(String trackId) {
        return configuration.track(trackId).map(Stored::value);
    }
}
