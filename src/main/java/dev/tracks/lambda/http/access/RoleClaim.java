package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where a token says which roles its bearer has, and what the identity provider calls them.
 *
 * @param claim a claim's exact name, such as {@code https://example.com/roles} or {@code cognito:groups}; if a token has no
 *     claim of that name, a dotted path, such as {@code realm_access.roles}
 * @param names what the provider calls each role
 */
public record RoleClaim(String claim, Map<Role, String> names) {
    /** The one claim whose string is a list, separated by blanks (RFC 8693, section 4.2). */
    private static final String SCOPE = "scope";

    public RoleClaim {
        names = Map.copyOf(names);
    }

    /** The roles that the payload of a token names, each as a whole string, case-sensitive; all others mean nothing. */
    Set<Role> roles(JsonNode payload) {
        List<String> held = strings(find(payload, claim));
        return names.entrySet().stream()
                .filter(role -> held.contains(role.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** At each level the whole name goes before the path, as a name may contain dots. */
    private static JsonNode find(JsonNode node, String name) {
        int dot = name.indexOf('.');
        if (dot < 0 || node.has(name)) {
            return node.path(name);
        }
        return find(node.path(name.substring(0, dot)), name.substring(dot + 1));
    }

    private List<String> strings(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .toList();
        }
        if (!value.isTextual()) {
            return List.of();
        }
        return claim.equals(SCOPE) ? Arrays.asList(value.textValue().split(" ")) : List.of(value.textValue());
    }
}
