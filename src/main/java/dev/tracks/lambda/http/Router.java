package dev.tracks.lambda.http;

import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the route of a request. */
final class Router {
    /** A route and its parameters, not looked at yet. */
    record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** @throws ProblemException 404 for a path that no route has, 405 for a method that the path's routes have not */
    Match match(String method, List<String> path) {
        List<Match> there = routes.stream()
                .flatMap(route -> route.parameters(path).map(found -> new Match(route, found)).stream())
                .toList();
        if (there.isEmpty()) {
            throw new ProblemException(Problem.of(404, "not-found", "Not found", "there is nothing at this address"));
        }
        Optional<Match> match = there.stream()
                .filter(candidate -> candidate.route().method().equals(method))
                .findFirst();
        return match.orElseThrow(() -> methodNotAllowed(there));
    }

    private static ProblemException methodNotAllowed(List<Match> there) {
        String allowed = there.stream()
                .map(match -> match.route().method())
                .flatMap(known -> known.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(known))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Problem problem =
                Problem.of(405, "method-not-allowed", "Method not allowed", "this address knows only " + allowed);
        return new ProblemException(problem, Map.of("allow", allowed));
    }
}
