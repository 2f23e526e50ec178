package dev.tracks.lambda.http.access;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.view.ReadHistory;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which evidence a caller who is no admin may read. Evidence about enrollments is for those who may read these: the
 * enrollee, and managers of the destination. Evidence about the participant who reached the step is for those who may
 * read that person; the time zone of an enrollee is for those who may read the enrollee. All other evidence is about
 * tracks and steps, and is for every reader.
 *
 * @param managed the tracks that the caller manages
 * @param people the people whose records the caller may read
 * @param self whether the person is the caller
 */
record SeenEvidence(Set<String> managed, Predicate<String> people, Predicate<String> self) {
    /** Skips whose evidence is about the enrollee's enrollments and invitations. */
    private static final Set<SkipReason> ABOUT_ENROLLMENTS = EnumSet.of(
            SkipReason.PREVIOUSLY_STARTED,
            SkipReason.ALREADY_ACTIVE,
            SkipReason.ALREADY_COMPLETED,
            SkipReason.COOLDOWN,
            SkipReason.INVITATION_PENDING);

    /** Skips whose evidence is about the participant's record or lineage. */
    private static final Set<SkipReason> ABOUT_PARTICIPANT = EnumSet.of(
            SkipReason.NOT_IN_AUDIENCE, SkipReason.NO_MANAGER, SkipReason.LOOP_DETECTED, SkipReason.DEPTH_EXCEEDED);

    private static final Set<String> NAMES_ABOUT_PARTICIPANT =
            ABOUT_PARTICIPANT.stream().map(SkipReason::wireName).collect(Collectors.toUnmodifiableSet());

    /**
     * A run stores enrollee and destination of its latest evaluation only. For an earlier evaluation it is unknown
     * whose enrollments the evidence is about, so that evidence is for admins only.
     */
    boolean ofEntry(ReadHistory.Entry entry) {
        SkipReason reason = entry.event().reason().orElse(SkipReason.STEP_NOT_FOUND);
        if (ABOUT_ENROLLMENTS.contains(reason)) {
            boolean managesDestination =
                    entry.destinationTrackId().filter(managed::contains).isPresent();
            boolean isSelf = entry.enrolleeId().filter(self).isPresent();
            return entry.isLatest() && (isSelf || managesDestination);
        }
        if (entry.event().evidence().containsKey(ParticipantZone.UNKNOWN)) {
            return entry.isLatest() && entry.enrolleeId().filter(people).isPresent();
        }
        return !ABOUT_PARTICIPANT.contains(reason)
                || entry.source()
                        .cause()
                        .filter(cause -> people.test(cause.participantId()))
                        .isPresent();
    }

    /**
     * Who may read a job manages all of its tracks, and so may read evidence about enrollments in them. A row does not
     * say whose time zone is unknown, so that evidence is for admins only.
     */
    boolean ofRow(JobRow row) {
        boolean isAboutParticipant =
                row.reason().filter(NAMES_ABOUT_PARTICIPANT::contains).isPresent();
        Optional<String> participantId = row.participantId();
        return !row.evidence().containsKey(ParticipantZone.UNKNOWN)
                && (!isAboutParticipant || participantId.filter(people).isPresent());
    }
}
