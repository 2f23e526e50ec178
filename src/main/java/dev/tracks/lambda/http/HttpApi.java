package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.access.Caller;
import dev.tracks.lambda.http.access.CallerResolver;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.IfNoneMatch;
import dev.tracks.lambda.telemetry.LogScope;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** The HTTP API. It answers every event, also a malformed one. */
@Singleton
public final class HttpApi {
    private static final Logger LOG = Logger.getLogger(HttpApi.class);

    private final Router router;
    private final List<Route> routes;
    private final Access access;
    private final CallerResolver callers;
    private final SecurityHeaders security;
    private final BasePath base;

    public HttpApi(
            @All List<Routes> groups, Access access, CallerResolver callers, SecurityHeaders security, BasePath base) {
        this.routes = groups.stream().flatMap(group -> group.routes().stream()).toList();
        this.router = new Router(routes);
        this.access = access;
        this.callers = callers;
        this.security = security;
        this.base = base;
    }

    /** All routes, each with its access rule. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * Answers a request. The checks run in this order: route, token, path, participant, role, body.
     *
     * @param requestId identifies this call in the log
     */
    public HttpResponse answer(JsonNode event, String requestId) {
        try (LogScope scope = LogScope.open()) {
            return answerAndLog(event, requestId);
        }
    }

    private HttpResponse answerAndLog(JsonNode event, String requestId) {
        String route = "none";
        boolean head = false;
        boolean scim = false;
        HttpResponse response;
        try {
            HttpRequest request = HttpRequest.of(event, base);
            head = request.method().equals("HEAD");
            scim = ScimErrors.applyTo(request);
            if (request.method().equals("OPTIONS")) {
                response = router.options(request.path().segments());
            } else {
                Router.Match match = router.match(
                        head ? "GET" : request.method(), request.path().segments());
                route = match.route().name();
                response = answer(request, match);
            }
        } catch (RuntimeException e) {
            HttpResponse problem = ExceptionMapper.response(e, requestId);
            response = scim ? ScimErrors.translated(problem) : problem;
        }
        // Log the route, never the path: the last segment of a join link is a capability.
        LOG.infof("answered route=%s status=%d", route, response.status());
        HttpResponse secured = security.on(response);
        return head ? secured.withoutBody() : secured;
    }

    private HttpResponse answer(HttpRequest request, Router.Match match) {
        Access.Rule rule = match.route().rule();
        Caller caller = rule == Access.Rule.ANYONE ? Caller.ANONYMOUS : callers.caller(request);
        Call call = new Call(request, match.parameters(), caller);
        access.checkParticipant(rule, caller);
        access.check(rule, call);
        HttpResponse response = located(request, match.route().endpoint().answer(call));
        return match.route().method().equals("GET") ? IfNoneMatch.notModified(request, response) : response;
    }

    /** A route names a record by its path; clients see it below the base path. */
    private static HttpResponse located(HttpRequest request, HttpResponse response) {
        String location = response.headers().getOrDefault("location", "");
        return location.startsWith("/")
                ? response.with("location", request.path().external(location))
                : response;
    }
}
