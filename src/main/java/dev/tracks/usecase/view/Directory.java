package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.message.UndeliverableMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists and counts for people to read. Those from indexes are eventually consistent, so no decision is based on them. A run
 * from the index of a step's runs has only the latest entry of its trail, and the version 0, with which it cannot be
 * written.
 */
public interface Directory {
    /**
     * One page of a list.
     *
     * @param nextCursor the start of the next page, which does not move when items are inserted; empty on the last
     *     page
     */
    record Page<T>(List<T> data, Optional<String> nextCursor) {
        /** The page without the items that the caller may not see; the next page begins at the same position. */
        public Page<T> filter(Predicate<T> seen) {
            return new Page<>(data.stream().filter(seen).toList(), nextCursor);
        }
    }

    /**
     * The maximum number of items that a count reads in each of the 16 shards of a list, so that its cost does not grow
     * with a track's past.
     */
    int COUNTED_PER_SHARD = 100;

    /** A cursor that is not from this list. */
    final class InvalidCursorException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public InvalidCursorException() {
            super("must be a nextCursor of this list");
        }
    }

    /**
     * Participants, each of whom has for each word of the search a word in name, e-mail address or id that starts with
     * it; see {@link SearchWords}. All participants by name if the search contains no word.
     *
     * @return if few people match several words, a page shorter than the limit, although another page follows
     */
    Page<Stored<Participant>> participants(String search, int limit, Optional<String> cursor);

    /** The maximum number of items that one page of a filtered list reads. */
    int EXAMINED = 1_000;

    /** The maximum number of items that are examined, or read by their keys, at once. */
    int BATCH = 100;

    /** A filter that reads what it needs for many items at once. */
    interface Filter<T> {
        /** Which of these items match; at most {@link #BATCH}. */
        Predicate<T> among(List<T> items);
    }

    /** The tracks that match, by id, read with strong consistency. A page reads at most {@link #EXAMINED} tracks. */
    Page<Stored<Track>> tracks(Predicate<Track> filter, int limit, Optional<String> cursor);

    /** The person's instances, by track and number. */
    Page<Stored<Enrollment>> enrollmentsOfParticipant(String participantId, int limit, Optional<String> cursor);

    /** The person's invitations, by track and number. */
    Page<Invitation> invitationsOfParticipant(String participantId, int limit, Optional<String> cursor);

    /** The step's runs whose last evaluation was at or after that time, newest first. */
    Page<Run> runsOfStep(String trackId, String stepId, Instant since, int limit, Optional<String> cursor);

    /**
     * The step's runs that match and whose last evaluation was at or after that time, newest first. A page reads at most
     * {@link #EXAMINED} runs, so it can be empty.
     */
    Page<Run> matchingRunsOfStep(
            String trackId, String stepId, Instant since, Filter<Run> filter, int limit, Optional<String> cursor);

    /**
     * The number of items in a state, among the newest of a list.
     *
     * @param complete whether the whole list was read
     */
    record Count(int found, boolean complete) {}

    /** The number of the track's instances, up to a maximum. */
    Count instances(String trackId, int most);

    /**
     * A list, or the part of it that was read.
     *
     * @param complete whether the whole list was read
     */
    record Part<T>(List<T> data, boolean complete) {}

    /** The track's instances that were started in this period, in milliseconds; at most that many, in no order. */
    Part<ListedInstance> instances(String trackId, Period period, int most);

    /**
     * The step's runs whose last evaluation was at or after that time; at most that many, in no order. A run that is
     * evaluated meanwhile may be in the list twice.
     */
    Part<Run> runs(String trackId, String stepId, Instant since, int most);

    /** The invitations to the track that were written at or after that time; at most that many, in no order. */
    Part<ListedInvitation> invitations(String trackId, Instant since, int most);

    /** The number of deferred runs among the newest {@link #COUNTED_PER_SHARD} of the step in each shard. */
    Count deferred(String trackId, String stepId);

    /**
     * The number of invitations whose recorded status is pending, among the newest {@link #COUNTED_PER_SHARD} to the track in
     * each shard.
     */
    Count pendingInvitations(String trackId);

    /** The same count, of invitations by steps of that source track only. */
    Count pendingInvitations(String trackId, String sourceTrackId);

    /** The number of active instances among the newest {@link #COUNTED_PER_SHARD} of the track in each shard. */
    Count activeInstances(String trackId);

    /**
     * The runs of the person that match, by source key; then the runs of other people in which the person is the
     * enrollee, newest first. A page reads at most {@link #EXAMINED} runs of each, so it can be empty.
     */
    Page<Run> runsOfParticipant(String participantId, Predicate<Run> filter, int limit, Optional<String> cursor);

    /** All runs of the person. */
    List<Run> runs(String participantId);

    /** The runs of other people in which the person is the enrollee, newest first; read as the stream is consumed. */
    Stream<Run> runsAsEnrollee(String participantId);

    /** All of the person's instances. */
    List<Enrollment> enrollments(String participantId);

    /** All of the person's invitations. */
    List<Invitation> invitations(String participantId);

    /** The messages to the person that were permanently refused. */
    List<UndeliverableMessage> undeliverable(String participantId);
}
