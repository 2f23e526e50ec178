package dev.tracks.local.gateway;

import java.util.List;

/**
 * The options of the local HTTP API.
 *
 * @param basePath the path below which a custom domain's API mapping serves the API, such as {@code /hr}; empty for none.
 *     The API is also served at the root, as at its own endpoint on AWS
 * @param corsOrigins the origins whose pages may call the API; empty if CORS is not configured
 */
public record GatewayOptions(String basePath, List<String> corsOrigins) {
    /** No base path, no CORS. */
    public static final GatewayOptions DEFAULT = new GatewayOptions("", List.of());

    public GatewayOptions {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** The path without the base path. */
    String route(String path) {
        boolean below = !basePath.isEmpty() && (path + "/").startsWith(basePath + "/");
        return below ? path.substring(basePath.length()) : path;
    }
}
