package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invitation to join a track. Its enrollee, destination and lineage never change.
 *
 * @param number 1 for the first invitation of that person to that track, without gaps
 * @param message the text, rendered when the invitation was created
 * @param joinButtonText the button's label, rendered when the invitation was created
 * @param remindAt when the person is reminded; empty after the reminder, or if the invitation expires first
 * @param trail what has happened to the invitation, oldest first; the last 20 entries
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

    /** The name of a resend in the trail. */
    public static final String RESENT = "resent";

    /** The name of the accepted instance's number in the evidence of the trail. */
    public static final String INSTANCE = "instance";

    /** Identifies this invitation among the person's invitations. */
    public InvitationRef ref() {
        return new InvitationRef(trackId, number);
    }

    /** A copy with that status and one more trail entry. The status stays the same after a refused click. */
    public Invitation transitionTo(InvitationStatus next, TrailEntry entry) {
        return changed(next, remindAt, entry);
    }

    /** A copy after the reminder was sent. */
    public Invitation reminded(Instant at) {
        return changed(status, Optional.empty(), TrailEntry.of(at, "reminded"));
    }

    /** A copy without texts, and without evidence about people in its trail. */
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

    /** The instance that was started by accepting the invitation, if it was accepted. */
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

    /** When the invitation was last resent, if ever. */
    public Optional<Instant> resentAt() {
        return trail.stream()
                .filter(entry -> entry.decision().equals(RESENT))
                .map(TrailEntry::at)
                .reduce((earlier, later) -> later);
    }

    /** The latest entry of the trail. */
    public TrailEntry lastEntry() {
        return trail.get(trail.size() - 1);
    }

    /** Whether the invitation can be answered at that time. */
    public boolean isOpen(Instant now) {
        return status == InvitationStatus.PENDING && now.isBefore(expiresAt);
    }
}
