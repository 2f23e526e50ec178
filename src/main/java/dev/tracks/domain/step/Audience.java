package dev.tracks.domain.step;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.Participant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private static final int ATTRIBUTES_MAX = 20;
    private static final int VALUES_MAX = 50;

    public Audience {
        Map<String, Set<String>> sorted = new TreeMap<>();
        attributes.forEach((key, values) -> {
            String name = Text.required("audience", key, Text.NAME_MAX);
            Set<String> previous = sorted.put(name, values("audience." + key, values));
            Text.requireUnique("audience." + name, previous == null);
        });
        attributes = Collections.unmodifiableMap(sorted);
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new InvalidFieldException("audience", "must name at most " + ATTRIBUTES_MAX + " attributes");
        }
    }

    private static Set<String> values(String field, Set<String> values) {
        if (values.isEmpty() || values.size() > VALUES_MAX) {
            throw new InvalidFieldException(field, "must have 1 to " + VALUES_MAX + " values");
        }
        return values.stream()
                .map(value -> Text.required(field, value, Text.NAME_MAX))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The first attribute (by name) for which the participant has no accepted value, if any. */
    public Optional<String> mismatch(Participant participant) {
        return attributes.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().contains(participant.attributes().getOrDefault(entry.getKey(), "")))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
