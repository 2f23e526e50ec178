package dev.tracks.lambda.http;

import java.net.URI;
import java.util.List;

/**
 * How the console signs people in: OpenID Connect, code flow with PKCE, as a public client.
 *
 * @param issuer publishes its discovery document
 * @param clientId of the console there; its tokens must be for an audience that the gateway's authorizer knows
 * @param scope what the console asks for, such as {@code openid profile}
 * @param origins where addresses of the issuer are besides its own, such as the token endpoint's
 */
public record SignIn(URI issuer, String clientId, String scope, List<URI> origins) {
    /** What is asked for unless the environment says otherwise. */
    public static final String DEFAULT_SCOPE = "openid profile";

    public SignIn {
        origins = List.copyOf(origins);
    }
}
