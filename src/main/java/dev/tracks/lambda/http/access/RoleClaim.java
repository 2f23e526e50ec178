package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where a token contains its bearer's roles, and the identity provider's names for them.
 *
 * @param claim a claim's exact name, such as {@code https://example.com/roles} or {@code cognito:groups}; if a token
 *     has no claim of that name, a dotted path, such as {@code realm_access.roles}
 * @param names the provider's name for each role
 */
public record RoleClaim(String claim, Map<Role, String> names) {
    /** The only claim whose string is a list, separated by spaces (RFC 8693, section 4.2). */
    private static final String SCOPE = "scope";

    public RoleClaim {
        names = Map.copyOf(names);
    }

    /**
     * The roles in a token's payload. A name must match as a whole string, case-sensitively; other names are ignored.
     */
    Set<Role> roles(JsonNode payload) {
        List<String> claimed = strings(find(payload, claim));
        return names.entrySet().stream()
                .filter(role -> claimed.contains(role.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** At each level, an exact name takes precedence over a dotted path, because a name can contain dots. */
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
