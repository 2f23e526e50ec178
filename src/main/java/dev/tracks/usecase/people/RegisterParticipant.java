package dev.tracks.usecase.people;

import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An admin (or a directory sync) creates or replaces a participant. */
@Singleton
public final class RegisterParticipant {
    /**
     * A person to save.
     *
     * @param active whether the person takes part; empty to keep the stored value, which is true for a new person
     */
    public record Registration(Participant participant, Optional<Boolean> active) {
        Participant over(Optional<Participant> stored) {
            return participant.withActive(
                    active.or(() -> stored.map(Participant::active)).orElse(true));
        }
    }

    private final Participants participants;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public RegisterParticipant(Participants participants, OptimisticRetry retry, InstantSource clock) {
        this.participants = participants;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Saves the person.
     *
     * @throws StaleVersionException if the precondition does not match
     * @throws ErasedException if the person's data have been erased, even during this call
     */
    public Stored<Participant> save(Registration registration, Precondition precondition, String by) {
        String id = registration.participant().id();
        return retry.execute("participant", () -> {
            Optional<Stored<Participant>> read = participants.participant(id);
            // Checked after the read: an erasure in between changes the version, so the save is refused.
            if (participants.isErased(id)) {
                throw new ErasedException(id);
            }
            precondition.check(read);
            Participant participant = registration.over(read.map(Stored::value));
            Change<Participant> change = Change.of(participant, read, Timestamps.now(clock), by);
            return participants.save(change) == WriteResult.WRITTEN ? Optional.of(change.stored()) : Optional.empty();
        });
    }
}
