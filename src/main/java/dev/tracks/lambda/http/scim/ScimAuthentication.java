package dev.tracks.lambda.http.scim;

import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Checks the token of every request before anything else of it is read. Its holder may read and change all people. */
@Singleton
public final class ScimAuthentication {
    private final Optional<ScimToken> token;

    /** @param token empty if SCIM is not configured; the routes then answer 404 */
    public ScimAuthentication(Optional<ScimToken> token) {
        this.token = token;
    }

    /** A route below {@code /scim/v2} that requires the token. The gateway verifies no JWT there. */
    Route route(String method, String path, Route.Endpoint endpoint) {
        return new Route(method, "/scim/v2" + path, Rule.ANYONE, call -> {
            check(call);
            return endpoint.answer(call);
        });
    }

    private void check(Call call) {
        ScimToken known = token.orElseThrow(
                () -> new ProblemException(Problem.of(404, "not-found", "Not found", "SCIM is not configured")));
        if (!known.isValid(call.header("authorization"))) {
            throw new ProblemException(
                    Problem.of(401, "unauthenticated", "Unauthenticated", "requires the bearer token of SCIM"),
                    Map.of("www-authenticate", "Bearer"));
        }
    }
}
