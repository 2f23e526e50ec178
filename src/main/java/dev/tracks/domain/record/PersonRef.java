package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import java.util.Map;
import java.util.Optional;

/**
 * A person as a caller names them: by id, or by a name by which another system knows them.
 *
 * @param participantId the id; the person need not exist
 * @param alias present exactly if there is no id
 */
public record PersonRef(Optional<String> participantId, Optional<Alias> alias) {
    public PersonRef {
        if (participantId.isPresent() == alias.isPresent()) {
            throw new IllegalArgumentException("a reference is an id or an alias");
        }
        participantId.ifPresent(id -> Id.valid("participantId", id));
    }

    public static PersonRef of(String participantId) {
        return new PersonRef(Optional.of(participantId), Optional.empty());
    }

    public static PersonRef of(Alias alias) {
        return new PersonRef(Optional.empty(), Optional.of(alias));
    }

    /** The name of the value's kind: {@code id}, {@code email}, {@code slackUserId} or {@code subject}. */
    public String kind() {
        return alias.map(known -> known.kind().field()).orElse("id");
    }

    public String value() {
        return alias.map(Alias::value).or(() -> participantId).orElseThrow();
    }

    /** The field of a request that holds the value. */
    public String field() {
        return alias.isPresent() ? "participant." + kind() : "participantId";
    }

    /** The evidence of an outcome that found nobody: {@code {"email":"ada@example.com"}}. */
    public Map<String, Object> evidence() {
        return Map.of(kind(), value());
    }
}
