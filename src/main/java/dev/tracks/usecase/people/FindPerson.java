package dev.tracks.usecase.people;

import dev.tracks.domain.record.PersonRef;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the id of a person whom a request or an event names. */
@Singleton
public final class FindPerson {
    private final Participants participants;

    public FindPerson(Participants participants) {
        this.participants = participants;
    }

    /**
     * The person's id; empty if nobody has the alias. An id is returned as it is, without a request: the person need not
     * exist. An alias costs one request.
     */
    public Optional<String> find(PersonRef person) {
        return person.participantId()
                .or(() -> participants.find(person.alias().stream().toList(), Optional.empty()));
    }
}
