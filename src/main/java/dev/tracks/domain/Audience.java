package dev.tracks.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        attributes.forEach((name, values) -> sorted.put(name, Set.copyOf(values)));
        attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new InvalidFieldException("audience", "must name at most " + ATTRIBUTES_MAX + " attributes");
        }
        attributes.forEach(Audience::check);
    }

    private static void check(String name, Set<String> values) {
        Text.required("audience", name, Text.NAME_MAX);
        if (values.isEmpty() || values.size() > VALUES_MAX) {
            throw new InvalidFieldException("audience." + name, "must have 1 to " + VALUES_MAX + " values");
        }
        values.forEach(value -> Text.required("audience." + name, value, Text.NAME_MAX));
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
