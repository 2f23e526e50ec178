package dev.tracks.usecase.people;

import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.Optional;

/** The writes of an erasure. */
public interface Erasure {
    /** The result of one pass over everything about a person. */
    enum Pass {
        /** Nothing had to be blanked. */
        CLEAN,
        /** Everything that was found is blanked. */
        BLANKED,
        /** A part could not be blanked now: it was updated concurrently, or the table throttles requests. */
        LEFT
    }

    /**
     * Replaces the person's record by a tombstone under the version that was read, and deletes its aliases and search
     * words in the same transaction. The tombstone is due for {@link #blank} at {@code repeatAt}.
     *
     * @return empty if the person does not exist; {@link WriteResult#CONDITION_FAILED} if the record was updated
     *     concurrently
     */
    Optional<WriteResult> tombstone(String participantId, Instant at, Instant repeatAt, String by);

    /**
     * Blanks texts of messages, channel ids, evidence and progress, also in records of other people that the person's
     * runs led to. Keys, status and times are kept, because the rule "ever started" needs them. Open invitations are
     * withdrawn.
     */
    Pass blank(String participantId, Instant at);

    /** Makes the tombstone due for another pass at that time. */
    void repeatAt(String participantId, Instant at);

    /** Records that no further pass is needed: the tombstone is no longer due. */
    void repeated(String participantId);
}
