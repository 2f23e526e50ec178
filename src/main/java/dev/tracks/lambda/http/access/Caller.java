package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import java.util.Map;
import java.util.Set;

/**
 * Who sends a request, by the token that the gateway has verified.
 *
 * @param subject the participant id
 * @param roles those that are known; others mean nothing
 */
public record Caller(String subject, Set<Role> roles) {
    /** Who calls a route that is open to anyone, whatever token came along. */
    public static final Caller NOBODY = new Caller("", Set.of());

    private static final int SUBJECT_MAX = 256;

    /**
     * Where a token names its bearer and their roles.
     *
     * @param subject the claim that holds the participant id
     */
    public record Claims(String subject, RoleClaim roles) {
        /**
         * The caller. Without a bearer token that matches the verified claims, they have no role: claims alone, which the
         * gateway has flattened to strings, do not tell one role from two.
         *
         * @throws ProblemException 401 if the gateway verified no token, or one that names nobody
         */
        public Caller caller(HttpRequest request) {
            JsonNode claims = request.claims();
            String id = claims.path(subject).asText("");
            if (id.isBlank() || id.length() > SUBJECT_MAX) {
                Problem problem = Problem.of(
                        401, "unauthenticated", "Not signed in", "a bearer token with " + subject + " is needed");
                throw new ProblemException(problem, Map.of("www-authenticate", "Bearer"));
            }
            return new Caller(
                    id,
                    BearerToken.payload(request.header("authorization"), claims)
                            .map(roles::roles)
                            .orElse(Set.of()));
        }
    }

    boolean is(Role role) {
        return roles.contains(role);
    }
}
