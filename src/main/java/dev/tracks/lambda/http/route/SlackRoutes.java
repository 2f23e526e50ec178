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
import dev.tracks.slack.SlackClickHandler;
import dev.tracks.slack.SlackSignature;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where Slack tells of clicks. Whoever sends is known by Slack's signature over the body's bytes; nothing else of the
 * request is trusted.
 */
@Singleton
public final class SlackRoutes implements Routes {
    private static final Logger LOG = Logger.getLogger(SlackRoutes.class);

    /**
     * A click brings its message along, twice, as text and as blocks: 3,000 characters each, and one may take 16 bytes
     * ({@code %5CuD83D%5CuDE00}).
     */
    static final int BODY_MAX = 256 * 1024;

    private final Optional<SlackSignature> signature;
    private final SlackClickHandler clicks;

    /** @param signature empty: Slack is not set up here, and there is nothing at the address */
    public SlackRoutes(Optional<SlackSignature> signature, SlackClickHandler clicks) {
        this.signature = signature;
        this.clicks = clicks;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/slack/interactions", Rule.ANYONE, this::interact));
    }

    private HttpResponse interact(Call call) {
        SlackSignature known = signature.orElseThrow(
                () -> new ProblemException(Problem.of(404, "not-found", "Not found", "Slack is not set up here")));
        HttpRequest request = call.request().withBodyMax(BODY_MAX);
        boolean slacks = known.isValid(
                call.header("x-slack-request-timestamp"), call.header("x-slack-signature"), request.bytes());
        if (!slacks) {
            throw new ProblemException(Problem.of(
                    401, "unauthenticated", "Not signed by Slack", "Slack's signature of this body, now, is needed"));
        }
        // Slack sends more than clicks, such as ssl_check: all that it sends is well.
        Optional<JsonNode> payload =
                request.form().text("payload", text -> text).map(Json::read);
        LOG.infof("slack result=%s", payload.map(clicks::handle).orElse("ignored"));
        return new HttpResponse(200, Map.of(), "");
    }
}
