package dev.tracks.usecase.people;

import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Optional;

/** Participants, one by one. */
public interface Participants {
    Optional<Stored<Participant>> participant(String participantId);

    /** Whether the person's data were erased: what is left of them stays as it is. */
    boolean isErased(String participantId);

    WriteResult save(Change<Participant> change);
}
