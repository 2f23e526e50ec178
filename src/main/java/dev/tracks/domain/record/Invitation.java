package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invitation to join a track; enrollee, destination and lineage are frozen in it.
 *
 * @param number 1 for the first invitation of that person to that track, without gaps
 * @param message as rendered when it was written
 * @param joinButtonText as rendered when it was written
 * @param remindAt when the person will be reminded; empty once that is done, or if there is no time for it
 * @param trail what has happened to it, oldest first, the last 20
 * @param version 1 for the first write, one more for each change
 */
public record Invitation(
        String participantId,
        String trackId,
        int number,
        InvitationStatus status,
        String message,
        String joinButtonText,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> remindAt,
        Source source,
        Lineage lineage,
        List<TrailEntry> trail,
        long version) {

    /** What the trail says of somebody who asked for it to be sent once more. */
    public static final String RESENT = "resent";

    /** What the trail's evidence calls the number of the accepted instance. */
    public static final String INSTANCE = "instance";

    public InvitationRef ref() {
        return new InvitationRef(trackId, number);
    }

    /** The invitation after something has happened to it: another status, or the same one after a refused click. */
    public Invitation transitionTo(InvitationStatus next, TrailEntry entry) {
        return changed(next, remindAt, entry);
    }

    /** The invitation after its reminder was sent. */
    public Invitation reminded(Instant at) {
        return changed(status, Optional.empty(), TrailEntry.of(at, "reminded"));
    }

    /** The same invitation, but its texts and what its trail tells of a person are gone. */
    public Invitation blanked() {
        return new Invitation(
                participantId,
                trackId,
                number,
                status,
                "",
                "",
                createdAt,
                expiresAt,
                remindAt,
                source,
                lineage,
                trail.stream().map(TrailEntry::blanked).toList(),
                version);
    }

    /** The instance that it was accepted for. */
    public Optional<EnrollmentRef> acceptedAs() {
        return trail.stream()
                .filter(entry -> entry.decision().equals(InvitationStatus.ACCEPTED.wireName()))
                .findFirst()
                .map(entry -> (Integer) entry.evidence().get(INSTANCE))
                .map(instance -> new EnrollmentRef(trackId, instance));
    }

    private Invitation changed(InvitationStatus next, Optional<Instant> remind, TrailEntry entry) {
        return new Invitation(
                participantId,
                trackId,
                number,
                next,
                message,
                joinButtonText,
                createdAt,
                expiresAt,
                remind,
                source,
                lineage,
                TrailEntry.appended(trail, entry),
                version + 1);
    }

    /** When somebody asked for it to be sent once more, the last time. */
    public Optional<Instant> resentAt() {
        return trail.stream()
                .filter(entry -> entry.decision().equals(RESENT))
                .map(TrailEntry::at)
                .reduce((earlier, later) -> later);
    }

    /** What has happened to it last. */
    public TrailEntry lastEntry() {
        return trail.get(trail.size() - 1);
    }

    /** Whether it can still be answered at that time. */
    public boolean isOpen(Instant now) {
        return status == InvitationStatus.PENDING && now.isBefore(expiresAt);
    }
}
