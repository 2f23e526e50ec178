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
    public Stored<Participant> save(Participant participant, Precondition precondition, String by) {
        return retry.execute("participant", () -> {
            Optional<Stored<Participant>> read = participants.participant(participant.id());
            // Checked after the read: an erasure in between changes the version, so the save is refused.
            if (participants.isErased(participant.id())) {
                throw new ErasedException(participant.id());
            }
            precondition.check(read);
            Change<Participant> change = Change.of(participant, read, Timestamps.now(clock), by);
            return participants.save(change) == WriteResult.WRITTEN ? Optional.of(change.stored()) : Optional.empty();
        });
    }
}
