package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invitation to join a track; enrollee, destination and lineage are frozen in it.
 *
 * @param ref the track and the number: 1 for the first invitation of that person to that track, without gaps
 * @param trail what has happened to it, oldest first, the last 20
 * @param version 1 for the first write, one more for each change
 */
public record Invitation(
        String participantId,
        InvitationRef ref,
        InvitationStatus status,
        Texts texts,
        Times times,
        Source source,
        Lineage lineage,
        List<TrailEntry> trail,
        long version) {

    /** What the trail says of somebody who asked for it to be sent once more. */
    public static final String RESENT = "resent";

    /** What the trail's evidence calls the number of the accepted instance. */
    public static final String INSTANCE = "instance";

    /** The message and the text of its button, rendered when the invitation was written. */
    public record Texts(String message, String joinButton) {
        private static final Texts NONE = new Texts("", "");
    }

    /**
     * When the invitation was written, expires, and is due for a reminder.
     *
     * @param remindAt empty after the reminder, or if there is no time for one
     */
    public record Times(Instant createdAt, Instant expiresAt, Optional<Instant> remindAt) {
        Times reminded() {
            return new Times(createdAt, expiresAt, Optional.empty());
        }
    }

    /** The invitation after something has happened to it: another status, or the same one after a refused click. */
    public Invitation transitionTo(InvitationStatus next, TrailEntry entry) {
        return changed(next, times, entry);
    }

    /** The invitation after its reminder was sent. */
    public Invitation reminded(Instant at) {
        return changed(status, times.reminded(), TrailEntry.of(at, "reminded"));
    }

    /** The same invitation, but its texts and what its trail tells of a person are gone. */
    public Invitation blanked() {
        return new Invitation(
                participantId,
                ref,
                status,
                Texts.NONE,
                times,
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
                .map(instance -> new EnrollmentRef(trackId(), instance));
    }

    private Invitation changed(InvitationStatus next, Times changed, TrailEntry entry) {
        return new Invitation(
                participantId,
                ref,
                next,
                texts,
                changed,
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
        return status == InvitationStatus.PENDING && now.isBefore(expiresAt());
    }

    public String trackId() {
        return ref.trackId();
    }

    public int number() {
        return ref.number();
    }

    public String message() {
        return texts.message;
    }

    public String joinButtonText() {
        return texts.joinButton;
    }

    public Instant createdAt() {
        return times.createdAt;
    }

    public Instant expiresAt() {
        return times.expiresAt;
    }

    public Optional<Instant> remindAt() {
        return times.remindAt;
    }
}
