package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.WireName;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.StepJson;
import dev.tracks.usecase.configure.ListDestinations;
import dev.tracks.usecase.configure.ListDestinations.Destination;
import dev.tracks.usecase.view.ListTracks;
import dev.tracks.usecase.view.ShowImpact;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Views that help to change a track: the overview of all tracks and steps, the possible destinations of its steps, and
 * the impact of pausing it.
 */
@Singleton
public final class TrackViewRoutes implements Routes {
    /** What an overview can contain besides the tracks. */
    private enum Include implements WireName {
        STEPS
    }

    private static final Pattern TRACK_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final ListDestinations listDestinations;
    private final ShowImpact showImpact;
    private final ListTracks listTracks;
    private final Access access;

    public TrackViewRoutes(
            ListDestinations listDestinations, ShowImpact showImpact, ListTracks listTracks, Access access) {
        this.listDestinations = listDestinations;
        this.showImpact = showImpact;
        this.listTracks = listTracks;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/overview", Rule.MANAGER, this::overview),
                Route.get("/v1/tracks/{trackId}/destinations", Rule.TRACK, this::destinations),
                Route.get("/v1/tracks/{trackId}/impact", Rule.TRACK, this::impact));
    }

    private HttpResponse overview(Call call) {
        Fields query = call.query();
        Optional<Set<Include>> include = PagedResponse.names(query, "include", Include.class);
        Optional<Set<String>> ids = PagedResponse.texts(query, "trackId", TRACK_ID, "the ids of tracks");
        boolean withSteps = query.buildWhole(include::isPresent);
        Predicate<String> seen = access.tracksOf(call.caller());
        return PagedResponse.all(
                listTracks.all(seen.and(id -> ids.isEmpty() || ids.get().contains(id))),
                track -> write(track, withSteps));
    }

    private ObjectNode write(Track track, boolean withSteps) {
        ObjectNode json = Json.object().put("id", track.id()).put("title", track.title());
        json.set("status", Json.of(track.status()));
        if (withSteps) {
            json.set(
                    "steps",
                    Json.of(listTracks.steps(track.id()).stream()
                            .map(StepJson::writeWithoutTexts)
                            .toList()));
        }
        return json;
    }

    private HttpResponse destinations(Call call) {
        PagedResponse.noQuery(call);
        Predicate<String> allowed = access.tracksOf(call.caller());
        return PagedResponse.all(
                listDestinations.of(call.trackId()),
                destination ->
                        write(destination, allowed.test(destination.track().id())));
    }

    /** The caller cannot save a step to a track that they do not manage: reason {@code forbidden}, without a path. */
    private static ObjectNode write(Destination destination, boolean allowed) {
        Optional<List<String>> loop = destination.loop().filter(path -> allowed);
        ObjectNode json = Json.object()
                .put("id", destination.track().id())
                .put("title", destination.track().title())
                .put("selectable", allowed && loop.isEmpty());
        Optional<String> reason =
                allowed ? loop.map(path -> SkipReason.LOOP_DETECTED.wireName()) : Optional.of("forbidden");
        json.set("reason", Json.of(reason));
        json.set("path", Json.of(loop));
        return json;
    }

    private HttpResponse impact(Call call) {
        PagedResponse.noQuery(call);
        ShowImpact.Impact impact = showImpact.of(call.trackId());
        ObjectNode json = Json.object();
        json.set(
                "incoming",
                Json.of(impact.incoming().stream().map(TrackViewRoutes::write).toList()));
        json.put("pendingInvitations", impact.pendingInvitations())
                .put("deferred", impact.deferred())
                .put("active", impact.active())
                .put("complete", impact.complete());
        json.putObject("outgoing")
                .put("deferred", impact.outgoing().deferred())
                .put("pendingInvitations", impact.outgoing().pendingInvitations());
        return HttpResponse.json(200, json);
    }

    private static ObjectNode write(TrackGraph.Edge edge) {
        return Json.object().put("trackId", edge.trackId()).put("stepId", edge.stepId());
    }
}
