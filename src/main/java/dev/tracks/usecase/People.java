package dev.tracks.usecase;

import dev.tracks.domain.Participant;
import java.util.Optional;

/** Participants, one by one. */
public interface People {
    Optional<Stored<Participant>> participant(String participantId);

    /** Whether the person's data were erased: what is left of them stays as it is. */
    boolean isErased(String participantId);

    Written save(Change<Participant> change);
}
