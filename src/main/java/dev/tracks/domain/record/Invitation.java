package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invitation to join a track. Its enrollee, destination and lineage never change.
 *
 * @param ref the track and the number: 1 for the first invitation of that person to that track, without gaps
 * @param trail what has happened to the invitation, oldest first; the last 20 entries
 * @param version 1 for the first write, one more for each change
 */
public record Invitation(
        String participantId,
        InvitationRef ref,
        InvitationStatus status,
        Texts texts,
        Times times,
        Origin origin,
        List<TrailEntry> trail,
        long version) {

    /** The name of a resend in the trail. */
    public static final String RESENT = "resent";

    /** The name of the accepted instance's number in the evidence of the trail. */
    public static final String INSTANCE = "instance";

    /**
     * The texts of an invitation, rendered when it was created.
     *
     * @param joinButton the label of the button
     * @param reminder the text of the reminder; empty if it repeats the message
     * @param mailSubject the subject of its mails; empty if it is the first line of the text
     */
    public record Texts(String message, String joinButton, Optional<String> reminder, Optional<String> mailSubject) {
        private static final Texts NONE = new Texts("", "");

        /** Texts without a reminder and a subject of their own. */
        public Texts(String message, String joinButton) {
            this(message, joinButton, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The times of an invitation.
     *
     * @param remindAt when the person is reminded; empty after the reminder, or if the invitation expires first
     */
    public record Times(Instant createdAt, Instant expiresAt, Optional<Instant> remindAt) {
        Times reminded() {
            return new Times(createdAt, expiresAt, Optional.empty());
        }
    }

    /**
     * The cause of an invitation, and the tracks that lead to its destination.
     *
     * @param source of kind {@code step}, or {@code invitation} if it follows an earlier invitation of the same cause
     */
    public record Origin(Source source, Lineage lineage) {}

    /** A copy with that status and one more trail entry. The status stays the same after a refused click. */
    public Invitation transitionTo(InvitationStatus next, TrailEntry entry) {
        return changed(next, times, entry);
    }

    /** A copy that is expired, as recorded at that time. */
    public Invitation expired(Instant at) {
        return transitionTo(InvitationStatus.EXPIRED, TrailEntry.of(at, InvitationStatus.EXPIRED.wireName()));
    }

    /** A copy after the reminder was sent. */
    public Invitation reminded(Instant at) {
        return changed(status, times.reminded(), TrailEntry.of(at, "reminded"));
    }

    /** A copy without texts, and without evidence about people in its trail. */
    public Invitation blanked() {
        return new Invitation(
                participantId,
                ref,
                status,
                Texts.NONE,
                times,
                origin,
                trail.stream().map(TrailEntry::blanked).toList(),
                version);
    }

    /** The instance that was started by accepting the invitation, if it was accepted. */
    public Optional<EnrollmentRef> acceptedAs() {
        return acceptance()
                .map(entry -> (Integer) entry.evidence().get(INSTANCE))
                .map(instance -> new EnrollmentRef(trackId(), instance));
    }

    /** When the invitation was accepted, if it was. */
    public Optional<Instant> acceptedAt() {
        return acceptance().map(TrailEntry::at);
    }

    private Optional<TrailEntry> acceptance() {
        return trail.stream()
                .filter(entry -> entry.decision().equals(InvitationStatus.ACCEPTED.wireName()))
                .findFirst();
    }

    private Invitation changed(InvitationStatus next, Times changed, TrailEntry entry) {
        return new Invitation(
                participantId, ref, next, texts, changed, origin, TrailEntry.appended(trail, entry), version + 1);
    }

    /** When the invitation was last resent, if ever. */
    public Optional<Instant> resentAt() {
        return trail.stream()
                .filter(entry -> entry.decision().equals(RESENT))
                .map(TrailEntry::at)
                .reduce((earlier, later) -> later);
    }

    /** Why the rules withdrew the invitation; empty if they did not. */
    public Optional<SkipReason> withdrawnFor() {
        return Optional.of(lastEntry())
                .filter(entry -> status == InvitationStatus.WITHDRAWN)
                .flatMap(TrailEntry::reason);
    }

    /** Whether this invitation follows an earlier one of the same cause, which was declined, expired or withdrawn. */
    public boolean isReinvitation() {
        return origin.source.kind() == Source.Kind.INVITATION;
    }

    /** The latest entry of the trail. */
    public TrailEntry lastEntry() {
        return trail.get(trail.size() - 1);
    }

    /** Whether the invitation can be answered at that time. */
    public boolean isOpen(Instant now) {
        return status == InvitationStatus.PENDING && now.isBefore(expiresAt());
    }

    public Source source() {
        return origin.source;
    }

    public Lineage lineage() {
        return origin.lineage;
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
