package dev.tracks.lambda.http;

import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path pattern, with its access rule and its endpoint.
 *
 * @param pattern such as {@code /v1/tracks/{trackId}}; a parameter matches any single non-empty path segment
 */
public record Route(String method, String pattern, Access.Rule rule, Endpoint endpoint) {
    /** Answers a call, or throws an exception that {@link ExceptionMapper} maps to a response. */
    @FunctionalInterface
    public interface Endpoint {
        HttpResponse answer(Call call);
    }

    public static Route get(String pattern, Access.Rule rule, Endpoint endpoint) {
        return new Route("GET", pattern, rule, endpoint);
    }

    public static Route put(String pattern, Access.Rule rule, Endpoint endpoint) {
        return new Route("PUT", pattern, rule, endpoint);
    }

    public static Route post(String pattern, Access.Rule rule, Endpoint endpoint) {
        return new Route("POST", pattern, rule, endpoint);
    }

    public static Route patch(String pattern, Access.Rule rule, Endpoint endpoint) {
        return new Route("PATCH", pattern, rule, endpoint);
    }

    public static Route delete(String pattern, Access.Rule rule, Endpoint endpoint) {
        return new Route("DELETE", pattern, rule, endpoint);
    }

    /** The route's name: {@code GET /v1/tracks/{trackId}}. */
    public String name() {
        return method + " " + pattern;
    }

    /** The path parameters; empty if the path does not match the pattern. */
    Optional<Map<String, String>> parameters(List<String> path) {
        String[] parts = pattern.substring(1).split("/");
        if (parts.length != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            boolean parameter = parts[i].startsWith("{");
            if (parameter && !path.get(i).isEmpty()) {
                parameters.put(parts[i].substring(1, parts[i].length() - 1), path.get(i));
            } else if (!parts[i].equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
