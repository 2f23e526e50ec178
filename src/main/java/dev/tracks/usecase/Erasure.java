package dev.tracks.usecase;

import java.time.Instant;

/** What erasing a person does to the table. */
public interface Erasure {
    /** Puts a tombstone in the person's place, due for the repetition at that time; false if there is no such person. */
    boolean tombstone(String participantId, Instant at, Instant repeatAt, String by);

    /**
     * Blanks what was written about the person: texts of messages, evidence and progress, also on what their runs led to
     * for others. Keys, status and times stay: "ever started" rests on them. Open invitations are withdrawn.
     */
    void blank(String participantId, Instant at);

    /** Takes the tombstone out of what is due. */
    void repeated(String participantId);
}
