package dev.tracks.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch (RFC 7396) for JSON objects that are represented as maps. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * The target with the patch applied: {@code null} removes a member, an object is merged recursively, any other
     * value replaces the member.
     */
    public static Map<String, Object> apply(Map<String, Object> target, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(target);
        patch.forEach((name, value) -> {
            if (value == null) {
                result.remove(name);
            } else if (value instanceof Map<?, ?> nested) {
                result.put(name, apply(object(result.get(name)), object(nested)));
            } else {
                result.put(name, value);
            }
        });
        return Collections.unmodifiableMap(result);
    }

    /** The members of a JSON object; empty for any other value. */
    private static Map<String, Object> object(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put((String) name, member));
        }
        return members;
    }
}
