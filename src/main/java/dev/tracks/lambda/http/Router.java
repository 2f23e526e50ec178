package dev.tracks.lambda.http;

import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the route of a request. */
final class Router {
    /** A route and its path parameters, which are not validated yet. */
    record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** @throws ProblemException 404 if no route matches the path, 405 if none of those that match has the method */
    Match match(String method, List<String> path) {
        List<Match> candidates = candidates(path);
        Optional<Match> match = candidates.stream()
                .filter(candidate -> candidate.route().method().equals(method))
                .findFirst();
        return match.orElseThrow(() -> methodNotAllowed(candidates));
    }

    /**
     * The response to OPTIONS (RFC 9110, section 9.3.7), for every caller. API Gateway adds the CORS headers.
     *
     * @throws ProblemException 404 if no route matches the path
     */
    HttpResponse options(List<String> path) {
        return HttpResponse.noContent().with("allow", allowed(candidates(path)));
    }

    private List<Match> candidates(List<String> path) {
        List<Match> candidates = routes.stream()
                .flatMap(route -> route.parameters(path).map(found -> new Match(route, found)).stream())
                .toList();
        if (candidates.isEmpty()) {
            throw new ProblemException(Problem.of(404, "not-found", "Not found", "resource not found"));
        }
        return candidates;
    }

    private static ProblemException methodNotAllowed(List<Match> candidates) {
        String allowed = allowed(candidates);
        Problem problem =
                Problem.of(405, "method-not-allowed", "Method not allowed", "this resource supports only " + allowed);
        return new ProblemException(problem, Map.of("allow", allowed));
    }

    private static String allowed(List<Match> candidates) {
        Stream<String> methods = candidates.stream()
                .map(match -> match.route().method())
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method));
        return Stream.concat(methods, Stream.of("OPTIONS")).distinct().sorted().collect(Collectors.joining(", "));
    }
}
