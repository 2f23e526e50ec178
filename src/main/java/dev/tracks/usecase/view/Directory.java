package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.message.UndeliverableMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists for people to look at. Those from indexes may lag; nothing is decided from them. */
public interface Directory {
    /**
     * A part of a list.
     *
     * @param nextCursor where the next part begins, whatever is inserted meanwhile; empty at the end
     */
    record Page<T>(List<T> data, Optional<String> nextCursor) {}

    /** What a count reads of each of the 16 shards of a list: its cost does not grow with a track's past. */
    int COUNTED_PER_SHARD = 100;

    /** A cursor that did not come from this list. */
    final class InvalidCursorException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public InvalidCursorException() {
            super("must be a nextCursor of this list");
        }
    }

    /** Participants whose name starts with the text, whatever its case; all for an empty one. */
    Page<Stored<Participant>> participants(String nameStart, int limit, Optional<String> cursor);

    /** The track's instances. */
    Page<Stored<Enrollment>> enrollmentsOfTrack(String trackId, int limit, Optional<String> cursor);

    /** The person's instances, by track and number. */
    Page<Stored<Enrollment>> enrollmentsOfParticipant(String participantId, int limit, Optional<String> cursor);

    /** The step's runs whose last evaluation was at or after that time. */
    Page<Run> runsOfStep(String trackId, String stepId, Instant since, int limit, Optional<String> cursor);

    /**
     * A count of what is in a state, among the newest of a list.
     *
     * @param complete whether the whole list was read
     */
    record Count(int found, boolean complete) {}

    /** How many of the step's runs wait for their delay; of the newest {@link #COUNTED_PER_SHARD} in each shard. */
    Count deferred(String trackId, String stepId);

    /**
     * How many invitations to the track are not answered, withdrawn or noted as expired; of the newest
     * {@link #COUNTED_PER_SHARD} in each shard.
     */
    Count pendingInvitations(String trackId);

    /** The person's runs, and the newest {@link ReadHistory#MAX} of others in which the person is the enrollee. */
    List<Run> runs(String participantId);

    /** All of the person's instances. */
    List<Enrollment> enrollments(String participantId);

    /** All of the person's invitations. */
    List<Invitation> invitations(String participantId);

    /** The messages to the person that were refused for good. */
    List<UndeliverableMessage> undeliverable(String participantId);
}
