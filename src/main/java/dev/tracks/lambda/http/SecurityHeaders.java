package dev.tracks.lambda.http;

import dev.tracks.lambda.http.protocol.HttpResponse;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The security headers of every response, pages and data alike. A page loads scripts and styles from its own origin
 * only, never inline (W3C, "Content Security Policy Level 3"), and connects to its own origin and to the sign-in
 * provider. No site may frame it. No referrer is sent, because the path of a join link is a capability.
 */
public final class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "strict-transport-security", "max-age=31536000",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
    private static final String POLICY = "content-security-policy";
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final String pagePolicy;

    private SecurityHeaders(String pagePolicy) {
        this.pagePolicy = pagePolicy;
    }

    /** @param signIn the provider to which pages may connect: its issuer and its other origins */
    public static SecurityHeaders allowing(Optional<SignIn> signIn) {
        Set<String> connect = new LinkedHashSet<>(List.of("'self'"));
        signIn.ifPresent(provider -> {
            connect.add(origin(provider.issuer()));
            provider.origins().forEach(uri -> connect.add(origin(uri)));
        });
        return new SecurityHeaders("default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
                + "img-src 'self' data:; connect-src " + String.join(" ", connect)
                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** The response with the security headers; a header that it already has is kept. */
    public HttpResponse on(HttpResponse response) {
        Map<String, String> headers = new TreeMap<>(ALWAYS);
        boolean page = response.headers().getOrDefault("content-type", "").startsWith("text/html");
        headers.put(POLICY, page ? pagePolicy : DATA_POLICY);
        headers.putAll(response.headers());
        return new HttpResponse(response.status(), headers, response.body(), response.base64());
    }
}
