package dev.tracks.domain.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One instance of a track for one person. A later instance never changes an earlier one.
 *
 * @param ref the track and the instance: 1 for the first, without gaps
 * @param end present exactly if the instance is no longer active
 * @param progress a JSON object that belongs to the system that runs the track
 * @param lineage the tracks that led here; this track is the last
 */
public record Enrollment(
        String participantId,
        EnrollmentRef ref,
        EnrollmentStatus status,
        Instant startedAt,
        Optional<End> end,
        Map<String, Object> progress,
        Source source,
        Lineage lineage) {

    /**
     * The end of an instance.
     *
     * @param undone whether the step that started it was undone: then the instance is cancelled and does not count as
     *     started, but keeps its number
     */
    public record End(Instant at, boolean undone) {}

    /** @throws IllegalArgumentException if it is undone, but not cancelled */
    public Enrollment {
        if (end.filter(End::undone).isPresent() && status != EnrollmentStatus.CANCELLED) {
            throw new IllegalArgumentException("an instance that is " + status.wireName() + " cannot be undone");
        }
    }

    /** A new, active instance. */
    public static Enrollment started(
            String participantId, EnrollmentRef ref, Instant at, Source source, Lineage lineage) {
        return new Enrollment(
                participantId, ref, EnrollmentStatus.ACTIVE, at, Optional.empty(), Map.of(), source, lineage);
    }

    /** A copy with that status and progress. It ends at {@code at} unless the status is active. */
    public Enrollment with(EnrollmentStatus next, Map<String, Object> newProgress, Instant at) {
        Optional<End> ended = next == EnrollmentStatus.ACTIVE ? Optional.empty() : Optional.of(new End(at, undone()));
        return new Enrollment(participantId, ref, next, startedAt, ended, newProgress, source, lineage);
    }

    /**
     * A copy that ended at {@code at} as cancelled and undone.
     *
     * @throws IllegalStateException if the instance is not active
     */
    public Enrollment undo(Instant at) {
        if (status != EnrollmentStatus.ACTIVE) {
            throw new IllegalStateException("the instance is " + status.wireName());
        }
        Optional<End> undone = Optional.of(new End(at, true));
        return new Enrollment(
                participantId, ref, EnrollmentStatus.CANCELLED, startedAt, undone, progress, source, lineage);
    }

    /** When the instance was completed or cancelled, if it was. */
    public Optional<Instant> endedAt() {
        return end.map(End::at);
    }

    /** Whether the instance was undone: it does not count as started. */
    public boolean undone() {
        return end.filter(End::undone).isPresent();
    }

    public String trackId() {
        return ref.trackId();
    }

    public int instance() {
        return ref.instance();
    }
}
