package dev.tracks.usecase.people;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    /** The same use case without a write: it returns, or throws, what a save would. A later save sees what earlier ones did. */
    RegisterParticipant dryRun() {
        return new RegisterParticipant(new DryRunParticipants(participants), retry, clock);
    }

    /**
     * Saves the person. If the record is the same already, nothing is written.
     *
     * @throws StaleVersionException if the precondition does not match
     * @throws ErasedException if the person's data have been erased, even during this call
     * @throws AliasTakenException if another person has the e-mail address, the Slack user id or the subject
     */
    public Saved<Participant> save(Registration registration, Precondition precondition, String by) {
        String id = registration.participant().id();
        return retry.execute("participant", () -> {
            Participants.Current current = participants.current(id);
            if (current.erased()) {
                throw new ErasedException(id);
            }
            precondition.check(current.stored());
            return save(registration, current, by);
        });
    }

    /**
     * Changes a person. If the change leaves the record as it is, nothing is written.
     *
     * @param change from the record to what is saved; it is called again if the record was updated concurrently
     * @throws NotFoundException if the person does not exist, or their data have been erased
     * @throws StaleVersionException if the precondition does not match
     * @throws AliasTakenException if another person has one of the aliases
     */
    public Saved<Participant> update(
            String id, Function<Participant, Registration> change, Precondition precondition, String by) {
        return retry.execute("participant", () -> {
            Participants.Current current = participants.current(id);
            Participant stored = current.stored()
                    .filter(found -> !current.erased())
                    .map(Stored::value)
                    .orElseThrow(() -> new NotFoundException("participant", id));
            precondition.check(current.stored());
            return save(change.apply(stored), current, by);
        });
    }

    /** One attempt; empty if the record or an alias was updated concurrently. */
    private Optional<Saved<Participant>> save(Registration registration, Participants.Current current, String by) {
        Participant participant = registration.over(current.stored().map(Stored::value));
        Optional<Saved<Participant>> unchanged = Saved.unchanged(participant, current.stored());
        if (current.upToDate() && unchanged.isPresent()) {
            return unchanged;
        }
        requireFree(participant);
        Change<Participant> written = Change.of(participant, current.stored(), Timestamps.now(clock), by);
        return participants.save(written, current) == WriteResult.WRITTEN
                ? Optional.of(Saved.of(written))
                : Optional.empty();
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
                    throw new AliasTakenException(participant.aliases().field(alias), owners.get(alias));
                });
    }
}
