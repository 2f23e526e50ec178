package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import java.util.Map;
import java.util.Set;

/**
 * The sender of a request, according to the token that the gateway has verified.
 *
 * @param subject the participant id
 * @param roles the known roles; other roles are ignored
 */
public record Caller(String subject, Set<Role> roles) {
    /** The caller of a public route; a token is ignored. */
    public static final Caller ANONYMOUS = new Caller("", Set.of());

    private static final int SUBJECT_MAX = 256;

    /**
     * The claims that identify the caller.
     *
     * @param subject the name of the claim that contains the participant id
     * @param roles where the token contains the roles
     */
    public record Claims(String subject, RoleClaim roles) {
        /**
         * The caller. Without a bearer token that matches the verified claims, the caller has no role: the gateway
         * flattens claims to strings, in which one role cannot be distinguished from two.
         *
         * @throws ProblemException 401 if the gateway verified no token, or a token without a participant id
         */
        public Caller caller(HttpRequest request) {
            JsonNode claims = request.claims();
            String id = claims.path(subject).asText("");
            if (id.isBlank() || id.length() > SUBJECT_MAX) {
                Problem problem = Problem.of(
                        401, "unauthenticated", "Not signed in", "requires a bearer token with claim " + subject);
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
