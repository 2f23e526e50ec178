package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.usecase.Stored;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is where: the people of a track by name and status, and the invitations of those whom a step has invited. */
public interface TrackPeople {
    /**
     * The track's instances, newest first, each as it is now. A page examines at most {@link Directory#EXAMINED} of them, so it can be empty
     * although another page follows.
     *
     * @param statuses the statuses of the instances; empty for all
     * @param search each person has for each of its words a word in name, e-mail address or id that starts with it; see
     *     {@link SearchWords}. Without a word, all people match
     */
    Directory.Page<Stored<Enrollment>> enrollments(
            String trackId, Set<EnrollmentStatus> statuses, String search, int limit, Optional<String> cursor);

    /**
     * The invitations of these runs, and all later ones of the same people to the same tracks, in no order. They are read
     * from the table with strong consistency: as a rule, three requests for a hundred runs.
     *
     * @param runs those that did not invite anybody have none
     */
    List<ListedInvitation> invitations(Collection<Run> runs);
}
