package dev.tracks.usecase.people;

import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** A provisioning client, such as an identity provider, creates and changes people. The program assigns their ids. */
@Singleton
public final class ProvisionParticipant {
    private final FindProvisioned people;
    private final RegisterParticipant registerParticipant;
    private final NewIds ids;
    private final OptimisticRetry retry;

    public ProvisionParticipant(
            FindProvisioned people, RegisterParticipant registerParticipant, NewIds ids, OptimisticRetry retry) {
        this.people = people;
        this.registerParticipant = registerParticipant;
        this.ids = ids;
        this.retry = retry;
    }

    /**
     * Creates a person.
     *
     * @param wantedId the id of the new person, unless another person has or had it
     * @param person what is saved under an id
     * @throws AliasTakenException if another person has the user name or another alias
     */
    public Saved<Participant> create(Optional<String> wantedId, Function<String, Registration> person, String by) {
        String first = wantedId.orElseGet(ids::next);
        requireFreeUserName(person.apply(first));
        return tried(person.apply(first), by)
                .orElseGet(() -> retry.execute("participant", () -> tried(person.apply(ids.next()), by)));
    }

    /** Empty if somebody has or had the id. */
    private Optional<Saved<Participant>> tried(Registration registration, String by) {
        try {
            return Optional.of(registerParticipant.save(registration, Precondition.ABSENT, by));
        } catch (StaleVersionException | ErasedException idIsUsed) {
            return Optional.empty();
        }
    }

    /**
     * Changes a person.
     *
     * @param change see {@link RegisterParticipant#update}
     * @throws NotFoundException if the person does not exist, or their data have been erased
     * @throws StaleVersionException if the precondition does not match
     * @throws AliasTakenException if another person has the user name or another alias
     */
    public Saved<Participant> update(
            String id, Function<Participant, Registration> change, Precondition precondition, String by) {
        return registerParticipant.update(
                id,
                stored -> {
                    Registration changed = change.apply(stored);
                    if (!changed.participant().userName().equalsIgnoreCase(stored.userName())) {
                        requireFreeUserName(changed);
                    }
                    return changed;
                },
                precondition,
                by);
    }

    /** Another person can have the user name without having given it to a client: as their e-mail address. */
    private void requireFreeUserName(Registration registration) {
        Participant participant = registration.participant();
        people.byUserName(participant.userName())
                .map(found -> found.value().id())
                .filter(owner -> !owner.equals(participant.id()))
                .ifPresent(owner -> {
                    throw new AliasTakenException("userName", owner);
                });
    }
}
