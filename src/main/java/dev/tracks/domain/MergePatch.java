package dev.tracks.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch (RFC 7396) of JSON objects as maps. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * The target with the patch applied: null removes a member, an object is merged into an object, anything else replaces.
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

    /** The members of an object; none of anything else. */
    private static Map<String, Object> object(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put((String) name, member));
        }
        return members;
    }
}
