package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.TrackGraph;
import dev.tracks.lambda.http.Access.Rule;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.ListDestinations;
import dev.tracks.usecase.ListDestinations.Destination;
import dev.tracks.usecase.ShowImpact;
import jakarta.inject.Singleton;
import java.util.List;

/** What an admin looks at before changing a track: where its steps can lead, and what pausing it would touch. */
@Singleton
public final class TrackViewRoutes implements Routes {
    private final ListDestinations listDestinations;
    private final ShowImpact showImpact;

    public TrackViewRoutes(ListDestinations listDestinations, ShowImpact showImpact) {
        this.listDestinations = listDestinations;
        this.showImpact = showImpact;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/tracks/{trackId}/destinations", Rule.TRACK, this::destinations),
                Route.get("/v1/tracks/{trackId}/impact", Rule.TRACK, this::impact));
    }

    private HttpResponse destinations(Call call) {
        Listing.noQuery(call);
        return Listing.all(listDestinations.of(call.trackId()), TrackViewRoutes::write);
    }

    private static ObjectNode write(Destination destination) {
        boolean selectable = destination.loop().isEmpty();
        ObjectNode json = Json.object()
                .put("id", destination.track().id())
                .put("title", destination.track().title())
                .put("selectable", selectable);
        json.put("reason", selectable ? null : SkipReason.LOOP_DETECTED.wireName());
        json.set("path", Json.of(destination.loop()));
        return json;
    }

    private HttpResponse impact(Call call) {
        Listing.noQuery(call);
        ShowImpact.Impact impact = showImpact.of(call.trackId());
        ObjectNode json = Json.object();
        json.set(
                "incoming",
                Json.of(impact.incoming().stream().map(TrackViewRoutes::write).toList()));
        json.put("pendingInvitations", impact.pendingInvitations()).put("deferred", impact.deferred());
        return HttpResponse.json(200, json);
    }

    private static ObjectNode write(TrackGraph.Edge edge) {
        return Json.object().put("trackId", edge.trackId()).put("stepId", edge.stepId());
    }
}
