package dev.tracks.usecase.people;

import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.Optional;

/** What erasing a person does to the table. */
public interface Erasure {
    /** The result of one pass over everything that was written about a person. */
    enum Pass {
        /** There was nothing to blank. */
        CLEAN,
        /** All that was found is blanked. */
        BLANKED,
        /** A part could not be blanked now: a concurrent update, or the table throttles. */
        LEFT
    }

    /**
     * Replaces the person's record by a tombstone, under the version that was read. It is due for {@link #blank} again at
     * that time.
     *
     * @return empty if there is no such person; {@link WriteResult#CONDITION_FAILED}: the record has changed meanwhile
     */
    Optional<WriteResult> tombstone(String participantId, Instant at, Instant repeatAt, String by);

    /**
     * Blanks what was written about the person: texts of messages, channel ids, evidence and progress, also on what their
     * runs led to for others. Keys, status and times stay: "ever started" rests on them. Open invitations are withdrawn.
     */
    Pass blank(String participantId, Instant at);

    /** Makes the tombstone due for another pass at that time. */
    void repeatAt(String participantId, Instant at);

    /** Takes the tombstone out of what is due. */
    void repeated(String participantId);
}
