package dev.tracks.domain.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One instance of a track for one person. Later instances never change earlier ones.
 *
 * @param ref the track and the instance: 1 for the first, without gaps
 * @param progress a JSON object that belongs to whoever runs the track
 * @param lineage the tracks that led here, this one last
 */
public record Enrollment(
        String participantId,
        EnrollmentRef ref,
        EnrollmentStatus status,
        Instant startedAt,
        Optional<Instant> endedAt,
        Map<String, Object> progress,
        Source source,
        Lineage lineage) {

    /** A fresh, active instance. */
    public static Enrollment started(String participantId, EnrollmentRef ref, Instant at, Source source, Lineage way) {
        return new Enrollment(participantId, ref, EnrollmentStatus.ACTIVE, at, Optional.empty(), Map.of(), source, way);
    }

    /** The same instance with another status and progress; it ends at that time unless it stays active. */
    public Enrollment with(EnrollmentStatus next, Map<String, Object> newProgress, Instant at) {
        Optional<Instant> ended = next == EnrollmentStatus.ACTIVE ? Optional.empty() : Optional.of(at);
        return new Enrollment(participantId, ref, next, startedAt, ended, newProgress, source, lineage);
    }

    public String trackId() {
        return ref.trackId();
    }

    public int instance() {
        return ref.instance();
    }
}
