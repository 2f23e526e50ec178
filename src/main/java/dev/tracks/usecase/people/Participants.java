package dev.tracks.usecase.people;

import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Optional;

/** Reads and writes single participants. */
public interface Participants {
    /** The participant with its version, if it exists. An erased person is a tombstone without personal data. */
    Optional<Stored<Participant>> participant(String participantId);

    /** Whether the person's data have been erased. Nothing can be written about the person any more. */
    boolean isErased(String participantId);

    /** Writes the participant, if it has not changed since it was read. */
    WriteResult save(Change<Participant> change);
}
