package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.access.Caller;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** The HTTP API: every event is answered, whatever is in it. */
@Singleton
public final class HttpApi {
    private static final Logger LOG = Logger.getLogger(HttpApi.class);

    private final Router router;
    private final List<Route> routes;
    private final Access access;
    private final Caller.Claims claims;
    private final SecurityHeaders security;

    public HttpApi(@All List<Routes> groups, Access access, Caller.Claims claims, SecurityHeaders security) {
        this.routes = groups.stream().flatMap(group -> group.routes().stream()).toList();
        this.router = new Router(routes);
        this.access = access;
        this.claims = claims;
        this.security = security;
    }

    /** All routes, with who may use them. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The answer: route, caller, path, role and only then the body are looked at.
     *
     * @param requestId names this call in the log
     */
    public HttpResponse answer(JsonNode event, String requestId) {
        String route = "none";
        boolean head = false;
        HttpResponse response;
        try {
            HttpRequest request = HttpRequest.of(event);
            head = request.method().equals("HEAD");
            Router.Match match = router.match(head ? "GET" : request.method(), request.path());
            route = match.route().name();
            response = answer(request, match);
        } catch (RuntimeException e) {
            response = ExceptionMapper.response(e, requestId);
        }
        // The route and never the path: the last part of a join link is a capability.
        LOG.infof("answered route=%s status=%d", route, response.status());
        HttpResponse whole = security.on(response);
        return head ? whole.withoutBody() : whole;
    }

    private HttpResponse answer(HttpRequest request, Router.Match match) {
        Access.Rule rule = match.route().rule();
        Caller caller = rule == Access.Rule.ANYONE ? Caller.NOBODY : claims.caller(request);
        Call call = new Call(request, match.parameters(), caller);
        access.check(rule, call);
        return match.route().endpoint().answer(call);
    }
}
