package dev.tracks.lambda.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the console signs people in: OpenID Connect, authorization code flow with PKCE, as a public client.
 *
 * @param issuer the issuer's URL, under which it publishes its discovery document
 * @param clientId the console's client id; its tokens must have an audience that the gateway's authorizer accepts
 * @param scope the scopes that the console requests, such as {@code openid profile}
 * @param audience the API for which the provider issues access tokens; some providers issue no JWT without it
 * @param parameters further parameters of the authorization request
 * @param origins further origins of the provider, such as that of the token endpoint
 */
public record SignIn(
        URI issuer,
        String clientId,
        String scope,
        Optional<String> audience,
        Map<String, String> parameters,
        List<URI> origins) {
    /** The scopes if the environment sets none. */
    public static final String DEFAULT_SCOPE = "openid profile";

    public SignIn {
        parameters = Map.copyOf(parameters);
        origins = List.copyOf(origins);
    }
}
