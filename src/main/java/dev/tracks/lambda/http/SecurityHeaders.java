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
 * What a browser may do with our answers; the one place that says so, for pages and data alike. A page runs scripts and
 * styles from our own address only, none of them inline (W3C, "Content Security Policy Level 3"), and talks to us and to
 * those who sign people in. Nobody frames us. A join link's path is a capability, so no address is told to others.
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

    /** @param signIn to whom pages may talk besides us: the issuer, and where else its addresses are */
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

    /** The answer with what it lacks of the headers. */
    public HttpResponse on(HttpResponse response) {
        Map<String, String> headers = new TreeMap<>(ALWAYS);
        boolean page = response.headers().getOrDefault("content-type", "").startsWith("text/html");
        headers.put(POLICY, page ? pagePolicy : DATA_POLICY);
        headers.putAll(response.headers());
        return new HttpResponse(response.status(), headers, response.body(), response.base64());
    }
}
