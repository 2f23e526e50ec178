package dev.tracks.domain.decision;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision may rest on.
 *
 * @param now the time of the decision
 * @param step the reached step, if it exists
 * @param sourceTrack the step's track, if it exists
 * @param participant who reached the step, if they exist
 * @param sourceInstance the instance in which they reached it, if it exists
 * @param manager the participant's manager, if they have one who exists; needed for enrollee {@code manager} only
 * @param destination the step's destination track, if it exists
 * @param instances the enrollee's instances of the destination, oldest first; for re-enrollment {@code no} the first
 *     one is enough
 * @param invitations the enrollee's invitations to the destination, oldest first; needed for {@code manual} only
 * @param run what is written about this cause already
 */
public record Facts(
        Instant now,
        Optional<AddToTrackStep> step,
        Optional<Track> sourceTrack,
        Optional<Participant> participant,
        Optional<Enrollment> sourceInstance,
        Optional<Participant> manager,
        Optional<Track> destination,
        List<Enrollment> instances,
        List<Invitation> invitations,
        Optional<Run> run) {

    /** Who is to be enrolled, if that person exists. */
    public Optional<Participant> enrollee() {
        boolean isManager = step.filter(s -> s.enrollee() == Enrollee.MANAGER).isPresent();
        return isManager ? manager : participant;
    }

    public Facts withManager(Optional<Participant> found) {
        return new Facts(
                now, step, sourceTrack, participant, sourceInstance, found, destination, instances, invitations, run);
    }

    public Facts withInstances(List<Enrollment> found) {
        return new Facts(
                now, step, sourceTrack, participant, sourceInstance, manager, destination, found, invitations, run);
    }

    public Facts withInvitations(List<Invitation> found) {
        return new Facts(
                now, step, sourceTrack, participant, sourceInstance, manager, destination, instances, found, run);
    }
}
