package dev.tracks.usecase.people;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
     * Saves the person. If the record is the same already, nothing is written.
     *
     * @throws StaleVersionException if the precondition does not match
     * @throws ErasedException if the person's data have been erased, even during this call
     * @throws AliasTakenException if another person has the e-mail address, the Slack user id or the subject
     */
    public Saved<Participant> save(Participant participant, Precondition precondition, String by) {
        return retry.execute("participant", () -> {
            Participants.Current current = participants.current(participant.id());
            if (current.erased()) {
                throw new ErasedException(participant.id());
            }
            precondition.check(current.stored());
            Optional<Saved<Participant>> unchanged = Saved.unchanged(participant, current.stored());
            if (current.upToDate() && unchanged.isPresent()) {
                return unchanged;
            }
            requireFree(participant);
            Change<Participant> change = Change.of(participant, current.stored(), Timestamps.now(clock), by);
            return participants.save(change, current) == WriteResult.WRITTEN
                    ? Optional.of(Saved.of(change))
                    : Optional.empty();
        });
    }

    /** The transaction checks it again; this read finds out which alias is taken, and by whom. */
    private void requireFree(Participant participant) {
        List<Alias> aliases = participant.aliases().all();
        Map<Alias, String> owners = participants.owners(aliases);
        aliases.stream()
                .filter(owners::containsKey)
                .filter(alias -> !owners.get(alias).equals(participant.id()))
                .findFirst()
                .ifPresent(alias -> {
                    throw new AliasTakenException(alias.kind(), owners.get(alias));
                });
    }
}
