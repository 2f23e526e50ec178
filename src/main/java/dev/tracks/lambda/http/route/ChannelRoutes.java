package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.ChannelState;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the channel works: why nobody receives a message. */
@Singleton
public final class ChannelRoutes implements Routes {
    private final ChannelState state;

    public ChannelRoutes(ChannelState state) {
        this.state = state;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/channel", Rule.MANAGER, this::get));
    }

    private HttpResponse get(Call call) {
        PagedResponse.noQuery(call);
        ObjectNode answer = Json.object();
        state.outage()
                .ifPresentOrElse(
                        outage -> answer.putObject("outage")
                                .put("since", outage.since().toString())
                                .put("error", outage.error()),
                        () -> answer.putNull("outage"));
        return HttpResponse.json(200, answer);
    }
}
