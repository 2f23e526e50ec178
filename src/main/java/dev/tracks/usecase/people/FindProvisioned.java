package dev.tracks.usecase.people;

import dev.tracks.domain.Id;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Stored;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the people whom a provisioning client asks for. An erased person is not found. */
@Singleton
public final class FindProvisioned {
    private final Participants participants;

    public FindProvisioned(Participants participants) {
        this.participants = participants;
    }

    /** The person with the id. One request. */
    public Optional<Stored<Participant>> byId(String id) {
        if (!Id.isValid(id)) {
            return Optional.empty();
        }
        Participants.Current current = participants.current(id);
        return current.stored().filter(stored -> !current.erased());
    }

    /**
     * The person with the {@link Participant#userName() user name}, in any case. A person who was not provisioned yet
     * is found by their e-mail address, so that a client updates them instead of creating them again.
     */
    public Optional<Stored<Participant>> byUserName(String userName) {
        Alias given = Alias.userName(userName);
        Alias address = Alias.email(Text.normalized(userName));
        Map<Alias, String> owners = owners(given, address);
        return Stream.of(owners.get(given), owners.get(address), given.value())
                .flatMap(id -> Optional.ofNullable(id).flatMap(this::byId).stream())
                .filter(found -> Alias.userName(found.value().userName()).equals(given)
                        || isUnprovisionedWith(found.value(), address))
                .findFirst();
    }

    /** Addresses are compared in Punycode, user names are not. */
    private static boolean isUnprovisionedWith(Participant participant, Alias address) {
        return participant.aliases().userName().isEmpty()
                && participant.email().map(Alias::email).filter(address::equals).isPresent();
    }

    /** The person who has the alias. Two requests. */
    public Optional<Stored<Participant>> byAlias(Alias alias) {
        return Optional.ofNullable(owners(alias).get(alias)).flatMap(this::byId);
    }

    private Map<Alias, String> owners(Alias... aliases) {
        List<Alias> possible =
                Stream.of(aliases).filter(FindProvisioned::isPossible).toList();
        return participants.owners(possible);
    }

    /** Whether somebody can have the alias. Others would not be valid keys of the table. */
    private static boolean isPossible(Alias alias) {
        String value = alias.value();
        return value.codePointCount(0, value.length()) <= Aliases.PROVISIONED_MAX
                && value.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
