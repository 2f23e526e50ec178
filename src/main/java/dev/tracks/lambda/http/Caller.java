package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.WireName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who sends a request, by the token that the gateway has verified.
 *
 * @param subject the participant id
 * @param roles those that are known; others mean nothing
 */
public record Caller(String subject, Set<Role> roles) {
    /** Who calls a route that is open to anyone, whatever token came along. */
    static final Caller NOBODY = new Caller("", Set.of());

    private static final int SUBJECT_MAX = 256;

    /** The claims that hold a caller's id and roles. */
    public record Claims(String subject, String roles) {
        /** @throws ProblemException 401 without a token, or with one that names nobody */
        Caller caller(JsonNode claims) {
            String id = claims.path(subject).asText("");
            if (id.isBlank() || id.length() > SUBJECT_MAX) {
                Problem problem = Problem.of(
                        401, "unauthenticated", "Not signed in", "a bearer token with " + subject + " is needed");
                throw new ProblemException(problem, Map.of("www-authenticate", "Bearer"));
            }
            Set<Role> known = names(claims.path(roles)).stream()
                    .flatMap(name -> WireName.find(Role.class, name).stream())
                    .collect(Collectors.toUnmodifiableSet());
            return new Caller(id, known);
        }
    }

    boolean is(Role role) {
        return roles.contains(role);
    }

    /** A text with blanks, a list, or, as HTTP APIs flatten one, {@code [admin member]}. */
    private static List<String> names(JsonNode claim) {
        if (claim.isArray()) {
            List<String> names = new ArrayList<>();
            claim.forEach(name -> names.add(name.asText()));
            return names;
        }
        String text = claim.asText("").strip();
        boolean flattened = text.startsWith("[") && text.endsWith("]");
        return Arrays.asList((flattened ? text.substring(1, text.length() - 1) : text)
                .strip()
                .split("[\\s,]+"));
    }
}
