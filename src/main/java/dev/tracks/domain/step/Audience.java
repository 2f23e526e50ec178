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
 * Whom a step is for: each named attribute of the participant must have one of the values. Empty = everyone.
 *
 * @param attributes attribute name to the values that pass; at most 20 attributes of 1 to 50 values
 */
public record Audience(Map<String, Set<String>> attributes) {
    public static final Audience EVERYONE = new Audience(Map.of());
    private static final int ATTRIBUTES_MAX = 20;
    private static final int VALUES_MAX = 50;

    public Audience {
        Map<String, Set<String>> sorted = new TreeMap<>();
        attributes.forEach((key, values) -> {
            String name = Text.required("audience", key, Text.NAME_MAX);
            Set<String> before = sorted.put(name, values("audience." + key, values));
            Text.once("audience." + name, before == null);
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

    /** The first attribute (by name) that keeps the participant out, if any does. */
    public Optional<String> mismatch(Participant participant) {
        return attributes.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().contains(participant.attributes().getOrDefault(entry.getKey(), "")))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
