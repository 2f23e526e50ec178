package dev.tracks.lambda.http.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request. What precedes the resource's path is its prefix: the stage, whose name API Gateway adds unless
 * it is {@code $default} (API Gateway guide, "Stages for HTTP APIs"), then the base path. Each is removed once.
 *
 * @param raw the path as the gateway passes it on
 * @param stage the name of the API's stage
 * @param host the host to which the request was sent; empty if unknown
 */
public record RequestPath(String raw, String stage, String host, BasePath base) {
    /** The stage whose name is not part of paths. */
    static final String DEFAULT_STAGE = "$default";

    /**
     * The decoded segments without the prefix. A segment can contain a decoded slash; a segment that cannot be decoded is
     * returned unchanged. Neither is a valid id. One slash at the end makes no difference.
     */
    public List<String> segments() {
        String path = raw.substring(prefix().length());
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return Arrays.stream(withoutTrailingSlash(relative).split("/", -1))
                .map(segment -> PercentDecoder.decode(segment).orElse(segment))
                .toList();
    }

    /** Only one slash is removed, so that {@code //} remains an unknown path. */
    private static String withoutTrailingSlash(String path) {
        boolean trailing = path.endsWith("/") && !path.endsWith("//") && path.length() > 1;
        return trailing ? path.substring(0, path.length() - 1) : path;
    }

    private String prefix() {
        boolean staged = !stage.equals(DEFAULT_STAGE) && startsWith(raw, "/" + stage);
        String prefix = staged ? "/" + stage : "";
        String rest = raw.substring(prefix.length());
        boolean based = !base.path().isEmpty() && !base.path().equals(prefix) && startsWith(rest, base.path());
        return based ? prefix + base.path() : prefix;
    }

    private static boolean startsWith(String path, String segments) {
        return (path + "/").startsWith(segments + "/");
    }

    /** If the path is the prefix without a slash at its end: where it is with the slash, relative to the request. */
    Optional<String> rootWithSlash() {
        boolean lacksSlash = !raw.isEmpty() && raw.equals(prefix());
        return lacksSlash ? Optional.of(raw.substring(raw.lastIndexOf('/') + 1) + "/") : Optional.empty();
    }

    /** Whether the path ends with a slash. */
    public boolean endsWithSlash() {
        return raw.endsWith("/");
    }

    /**
     * A path of this API as the client sees it: below the base path on the public URL's host, otherwise below this
     * request's prefix.
     */
    public String external(String path) {
        boolean isPublic = !host.isEmpty() && host.equals(base.host());
        return (isPublic ? base.path() : prefix()) + path;
    }
}
