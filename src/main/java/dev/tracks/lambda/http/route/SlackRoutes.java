package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.slack.SlackClickReceiver;
import dev.tracks.slack.SlackSignature;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receives Slack's interaction requests. They are authenticated by Slack's signature over the body's bytes; nothing
 * else in the request is trusted. A click is only enqueued, so that the response does not wait for the table.
 */
@Singleton
public final class SlackRoutes implements Routes {
    /**
     * An interaction contains its message twice, as text and as blocks, of up to 3,000 characters each. A character can
     * take 16 bytes ({@code %5CuD83D%5CuDE00}).
     */
    static final int BODY_MAX = 256 * 1024;

    private final Optional<SlackSignature> signature;
    private final SlackClickReceiver clicks;

    /** @param signature empty if Slack is not configured; the route then answers 404 */
    public SlackRoutes(Optional<SlackSignature> signature, SlackClickReceiver clicks) {
        this.signature = signature;
        this.clicks = clicks;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/slack/interactions", Rule.ANYONE, this::interact));
    }

    private HttpResponse interact(Call call) {
        SlackSignature known = signature.orElseThrow(
                () -> new ProblemException(Problem.of(404, "not-found", "Not found", "Slack is not configured")));
        HttpRequest request = call.request().withBodyMax(BODY_MAX);
        boolean signed = known.isValid(
                call.header("x-slack-request-timestamp"), call.header("x-slack-signature"), request.bytes());
        if (!signed) {
            throw new ProblemException(Problem.of(
                    401,
                    "unauthenticated",
                    "Not signed by Slack",
                    "requires Slack's signature of this body, at most 5 minutes old"));
        }
        // Slack also sends other requests, such as ssl_check: they are answered with 200 and ignored.
        Optional<JsonNode> payload =
                request.form().text("payload", text -> text).map(Json::read);
        LogScope.add("click", payload.map(clicks::receive).orElse("ignored"));
        return new HttpResponse(200, Map.of(), "");
    }
}
