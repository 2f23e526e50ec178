package dev.tracks.local.gateway;

import java.util.Optional;

/**
 * The template's route that a request takes. Only {@code ANY /v1/{proxy+}} has the authorizer.
 *
 * @param key such as {@code $default}
 * @param needsToken whether the authorizer rejects a request without a valid token
 * @param proxy what the route's variable matches
 */
record ApiRoute(String key, boolean needsToken, Optional<String> proxy) {
    private static final String API = "/v1/";
    private static final String PATTERN = " /v1/{proxy+}";

    /** @param cors whether CORS is configured: OPTIONS has a route of its own then, because preflights have no token */
    static ApiRoute of(String method, String path, boolean cors) {
        if (!path.startsWith(API) || path.equals(API)) {
            return new ApiRoute("$default", false, Optional.empty());
        }
        Optional<String> proxy = Optional.of(path.substring(API.length()));
        return cors && method.equals("OPTIONS")
                ? new ApiRoute(method + PATTERN, false, proxy)
                : new ApiRoute("ANY" + PATTERN, true, proxy);
    }
}
