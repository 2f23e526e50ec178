package dev.tracks.lambda.http.protocol;

import java.net.URI;
import java.util.Optional;

/**
 * The path below which clients reach the API: that of {@code TRACKS_PUBLIC_URL}, for a custom domain's API mapping or a
 * proxy.
 *
 * @param host the public URL's host; empty if there is no public URL
 * @param path such as {@code /hr}, without a slash at the end; empty if clients reach the API at the root
 */
public record BasePath(String host, String path) {
    /** Clients reach the API at the root of every host. */
    public static final BasePath ROOT = new BasePath("", "");

    /** The base path of that URL. */
    public static BasePath of(Optional<URI> publicUrl) {
        return publicUrl
                .map(url -> new BasePath(url.getHost(), withoutTrailingSlash(url.getPath())))
                .orElse(ROOT);
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
