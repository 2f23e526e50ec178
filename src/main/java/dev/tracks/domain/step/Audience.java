package dev.tracks.domain.step;

import dev.tracks.domain.Text;
import dev.tracks.domain.record.Participant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The participants for whom a step is: each listed attribute must have one of the listed values. Empty means
 * everyone.
 *
 * @param attributes accepted values by attribute name; at most 20 attributes with 1 to 50 values each
 */
public record Audience(Map<String, Set<String>> attributes) {
    /** The audience that includes every participant. */
    public static final Audience EVERYONE = new Audience(Map.of());

    /** The maximum number of attributes (contract). */
    public static final int ATTRIBUTES_MAX = 20;
    /** The maximum number of values of an attribute (contract). */
    public static final int VALUES_MAX = 50;

    /** Normalizes texts and accepts any: a stored text can be older than a rule. The API checks what it receives. */
    public Audience {
        attributes = Text.normalized(
                attributes, values -> values.stream().map(Text::normalized).collect(Collectors.toUnmodifiableSet()));
    }

    /** The first attribute (by name) for which the participant has no accepted value, if any. */
    public Optional<String> mismatch(Participant participant) {
        return attributes.entrySet().stream()
                .filter(entry -> Optional.ofNullable(participant.attributes().get(entry.getKey()))
                        .filter(entry.getValue()::contains)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
