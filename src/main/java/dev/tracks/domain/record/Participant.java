package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.Text;
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
        ParticipantZone timeZone,
        Map<String, String> attributes,
        boolean active) {
    /** The maximum length of a Slack user id (contract). */
    public static final int SLACK_USER_ID_MAX = 64;
    /** The maximum number of attributes (contract). */
    public static final int ATTRIBUTES_MAX = 50;

    /** Normalizes texts and accepts any: a stored text can be older than a rule. The API checks what it receives. */
    public Participant {
        Id.valid("id", id);
        name = Text.normalized(name);
        Objects.requireNonNull(aliases, "aliases");
        Objects.requireNonNull(timeZone, "timeZone");
        attributes = Text.normalized(attributes, Text::normalized);
    }

    public Optional<String> email() {
        return aliases.email();
    }

    public Optional<String> slackUserId() {
        return aliases.slackUserId();
    }

    /**
     * The name by which a provisioning client finds the person: the user name that it has given, otherwise the e-mail
     * address, otherwise the id.
     */
    public String userName() {
        return aliases.userName().or(this::email).orElse(id);
    }

    /** A copy that is active or not. */
    public Participant withActive(boolean value) {
        return new Participant(id, name, aliases, managerId, timeZone, attributes, value);
    }
}
