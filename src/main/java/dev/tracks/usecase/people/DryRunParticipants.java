package dev.tracks.usecase.people;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Participants that are read from the table and saved in memory only. So the use case that saves people finds out what it
 * would do, and nothing has to be kept equal to it. Several threads may use one.
 */
final class DryRunParticipants implements Participants {
    private final Participants table;
    private final Map<String, Current> saved = new HashMap<>();
    private final Map<Alias, String> claimed = new HashMap<>();
    private final Set<Alias> givenUp = new HashSet<>();

    DryRunParticipants(Participants table) {
        this.table = table;
    }

    @Override
    public Optional<Stored<Participant>> participant(String participantId) {
        return current(participantId).stored();
    }

    @Override
    public Current current(String participantId) {
        synchronized (this) {
            if (saved.containsKey(participantId)) {
                return saved.get(participantId);
            }
        }
        return table.current(participantId);
    }

    @Override
    public Map<Alias, String> owners(Collection<Alias> aliases) {
        Map<Alias, String> owners = new HashMap<>(table.owners(aliases));
        synchronized (this) {
            owners.keySet().removeAll(givenUp);
            aliases.stream().filter(claimed::containsKey).forEach(alias -> owners.put(alias, claimed.get(alias)));
        }
        return owners;
    }

    /** People who are only in memory are not found by an alias. */
    @Override
    public Optional<String> find(List<Alias> aliases, Optional<String> participantId) {
        return table.find(aliases, participantId);
    }

    /** The saved names: a save asks for none. */
    @Override
    public Map<String, String> names(Collection<String> participantIds) {
        return table.names(participantIds);
    }

    /** The people in the table: a save lists nobody. */
    @Override
    public Slice slice(int from, int count) {
        return table.slice(from, count);
    }

    /** The caller has checked the aliases in the table; another thread may have claimed one in memory since. */
    @Override
    public synchronized WriteResult save(Change<Participant> change, Current replaced) {
        Participant participant = change.value();
        List<Alias> aliases = participant.aliases().all();
        boolean taken =
                aliases.stream().map(claimed::get).anyMatch(owner -> owner != null && !owner.equals(participant.id()));
        if (taken) {
            return WriteResult.CONDITION_FAILED;
        }
        replaced.stored().map(before -> before.value().aliases().all()).ifPresent(before -> {
            givenUp.addAll(before);
            before.forEach(alias -> claimed.remove(alias, participant.id()));
        });
        aliases.forEach(alias -> claimed.put(alias, participant.id()));
        saved.put(participant.id(), new Current(Optional.of(change.stored()), false, List.of(), true));
        return WriteResult.WRITTEN;
    }
}
