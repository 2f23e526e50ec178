package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A person.
 *
 * @param aliases the names by which other systems know the person
 * @param managerId the manager's id; the manager need not exist yet
 * @param timeZone the zone in which the person's delays, cooldowns and delivery hours are calculated
 * @param attributes the values that audiences are matched against, at most 50
 * @param active whether the person takes part; a deactivated person is not enrolled in any track
 */
public record Participant(
        String id,
        String name,
        Aliases aliases,
        Optional<String> managerId,
        ZoneId timeZone,
        Map<String, String> attributes,
        boolean active) {
    /** The maximum number of attributes (contract). */
    public static final int ATTRIBUTES_MAX = 50;

    public Participant {
        Id.valid("id", id);
        name = Text.required("name", name, Text.NAME_MAX);
        Objects.requireNonNull(aliases, "aliases");
        managerId.ifPresent(manager -> Id.valid("managerId", manager));
        if (managerId.filter(id::equals).isPresent()) {
            throw new InvalidFieldException("managerId", "must be another person");
        }
        Objects.requireNonNull(timeZone, "timeZone");
        attributes = stripped(attributes);
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new InvalidFieldException("attributes", "must have at most " + ATTRIBUTES_MAX + " entries");
        }
    }

    private static Map<String, String> stripped(Map<String, String> attributes) {
        Map<String, String> stripped = new HashMap<>();
        attributes.forEach((key, value) -> {
            String name = Text.required("attributes", key, Text.NAME_MAX);
            String previous = stripped.put(name, Text.required("attributes." + key, value, Text.NAME_MAX));
            Text.requireUnique("attributes." + name, previous == null);
        });
        return Map.copyOf(stripped);
    }

    public Optional<String> email() {
        return aliases.email();
    }

    public Optional<String> slackUserId() {
        return aliases.slackUserId();
    }
}
