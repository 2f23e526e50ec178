package dev.tracks.usecase;

import dev.tracks.domain.Participant;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An admin (or a directory sync) creates or replaces a participant. */
@Singleton
public final class RegisterParticipant {
    private final People people;
    private final Rounds rounds;
    private final InstantSource clock;

    public RegisterParticipant(People people, Rounds rounds, InstantSource clock) {
        this.people = people;
        this.rounds = rounds;
        this.clock = clock;
    }

    /**
     * Saves the person.
     *
     * @throws StaleVersionException if the precondition does not hold
     * @throws ErasedException if their data were erased, maybe while this was under way
     */
    public Stored<Participant> save(Participant participant, Precondition precondition, String by) {
        return rounds.untilWritten("participant", () -> {
            Optional<Stored<Participant>> read = people.participant(participant.id());
            // After the read: an erasure in between has another version, and the save is refused.
            if (people.isErased(participant.id())) {
                throw new ErasedException(participant.id());
            }
            precondition.check(read);
            Change<Participant> change = Change.of(participant, read, Times.now(clock), by);
            return people.save(change) == Written.DONE ? Optional.of(change.stored()) : Optional.empty();
        });
    }
}
