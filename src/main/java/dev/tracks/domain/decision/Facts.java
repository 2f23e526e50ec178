package dev.tracks.domain.decision;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a decision can depend on.
 *
 * @param now the time of the decision
 * @param step the reached step, if it exists
 * @param run the run of this cause, if there is one
 * @param unread what has not been read yet; {@link Rules#missing} tells which of it a decision needs
 */
public record Facts(
        Instant now,
        Optional<AddToTrackStep> step,
        Source source,
        People people,
        Destination destination,
        Optional<Run> run,
        Set<OnDemand> unread) {

    /** The facts that are read only if the decision needs them. */
    public enum OnDemand {
        /** The participant's manager, as the enrollee or for a message that names them. */
        MANAGER,
        /** The enrollee's instances of the destination. */
        INSTANCES,
        /** The enrollee's invitations to the destination. */
        INVITATIONS
    }

    /**
     * Where the step was reached.
     *
     * @param track the step's track, if it exists
     * @param instance the participant's instance of it in which they reached the step, if it exists
     */
    public record Source(Optional<Track> track, Optional<Enrollment> instance) {}

    /**
     * The people concerned.
     *
     * @param participant who reached the step, if they exist
     * @param manager the participant's manager, if they have one who exists
     */
    public record People(Optional<Participant> participant, Optional<Participant> manager) {}

    /**
     * Where the step leads.
     *
     * @param track the destination track, if it exists
     * @param instances the enrollee's instances of it, oldest first; for re-enrollment {@code no} the first one is enough,
     *     unless it is undone
     * @param invitations the enrollee's invitations to it, oldest first; needed for {@code manual} only
     */
    public record Destination(Optional<Track> track, List<Enrollment> instances, List<Invitation> invitations) {
        /** The instance that the enrollee's next start of the track begins. */
        public EnrollmentRef next(String trackId) {
            return ReEnrollmentRules.next(trackId, instances);
        }

        /** The enrollee's next invitation to the track. */
        public InvitationRef nextInvitation(String trackId) {
            int last = invitations.stream().mapToInt(Invitation::number).max().orElse(0);
            return new InvitationRef(trackId, last + 1);
        }
    }

    /** The person to enroll, if they exist. */
    public Optional<Participant> enrollee() {
        boolean isManager = step.filter(s -> s.enrollee() == Enrollee.MANAGER).isPresent();
        return isManager ? people.manager : people.participant;
    }

    /** The lineage of an enrollment in the step's destination. Requires the step and the source instance. */
    public Lineage lineage() {
        return source.instance.orElseThrow().lineage().to(step.orElseThrow().destinationTrackId());
    }

    /** These facts after the manager was read. */
    public Facts withManager(Optional<Participant> found) {
        People both = new People(people.participant, found);
        return new Facts(now, step, source, both, destination, run, unreadBut(OnDemand.MANAGER));
    }

    /** These facts after the enrollee's instances of the destination were read. */
    public Facts withInstances(List<Enrollment> found) {
        Destination changed = new Destination(destination.track, found, destination.invitations);
        return new Facts(now, step, source, people, changed, run, unreadBut(OnDemand.INSTANCES));
    }

    /** These facts after the enrollee's invitations to the destination were read. */
    public Facts withInvitations(List<Invitation> found) {
        Destination changed = new Destination(destination.track, destination.instances, found);
        return new Facts(now, step, source, people, changed, run, unreadBut(OnDemand.INVITATIONS));
    }

    private Set<OnDemand> unreadBut(OnDemand read) {
        return unread.stream().filter(fact -> fact != read).collect(Collectors.toUnmodifiableSet());
    }
}
