package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.WireName;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.ActivityJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.lambda.json.mapping.TrackJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.ConfigureTrack;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListTracks;
import dev.tracks.usecase.view.ShowActivity;
import dev.tracks.usecase.view.TrackLinks;
import dev.tracks.usecase.view.TrackOrder;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tracks: list, read, create or replace, show activity. */
@Singleton
public final class TrackRoutes implements Routes {
    /** What a list of tracks can contain besides the tracks. */
    private enum Include implements WireName {
        ACTIVITY,
        INSTANCES,
        LINKS
    }

    /** What was read for the tracks of a page besides them, by their ids. */
    private record More(Map<String, TrackLinks> links, Map<String, Directory.Count> instances) {}

    private final Configuration configuration;
    private final ConfigureTrack configureTrack;
    private final ListTracks listTracks;
    private final ShowActivity showActivity;
    private final Access access;

    public TrackRoutes(
            Configuration configuration,
            ConfigureTrack configureTrack,
            ListTracks listTracks,
            ShowActivity showActivity,
            Access access) {
        this.configuration = configuration;
        this.configureTrack = configureTrack;
        this.listTracks = listTracks;
        this.showActivity = showActivity;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/tracks", Rule.MANAGER, this::list),
                Route.get("/v1/tracks/{trackId}", Rule.TRACK, this::read),
                Route.put("/v1/tracks/{trackId}", Rule.TRACK, this::save),
                Route.get("/v1/tracks/{trackId}/activity", Rule.TRACK, this::activity));
    }

    private HttpResponse list(Call call) {
        Fields query = call.query();
        Optional<Set<TrackStatus>> statuses = PagedResponse.names(query, "status", TrackStatus.class);
        String search = PagedResponse.search(query);
        Optional<TrackOrder> order = query.name("sort", TrackOrder.class);
        Set<Include> include =
                PagedResponse.names(query, "include", Include.class).orElse(Set.of());
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        ListTracks.Selection selection = new ListTracks.Selection(
                access.tracksOf(call.caller()), statuses.orElse(Set.of()), search, order.orElse(TrackOrder.ID));
        More more = new More(new HashMap<>(), new HashMap<>());
        return PagedResponse.page(
                part,
                limit -> {
                    Directory.Page<ListTracks.WithActivity> page = page(selection, include, limit, part.position());
                    if (include.contains(Include.LINKS)) {
                        more.links().putAll(listTracks.links(selection, ids(page.data())));
                    }
                    if (include.contains(Include.INSTANCES)) {
                        more.instances().putAll(listTracks.instances(ids(page.data())));
                    }
                    return page;
                },
                track -> write(track, include, more));
    }

    private Directory.Page<ListTracks.WithActivity> page(
            ListTracks.Selection selection, Set<Include> include, int limit, Optional<String> position) {
        int most = include.contains(Include.INSTANCES) ? Math.min(limit, ListTracks.COUNTED_LISTS) : limit;
        if (include.contains(Include.ACTIVITY)) {
            return listTracks.pageWithActivity(selection, most, position);
        }
        Directory.Page<Stored<Track>> page = listTracks.page(selection, most, position);
        return new Directory.Page<>(
                page.data().stream()
                        .map(track -> new ListTracks.WithActivity(track, Optional.empty()))
                        .toList(),
                page.nextCursor());
    }

    private static List<String> ids(List<ListTracks.WithActivity> tracks) {
        return tracks.stream().map(track -> track.track().value().id()).toList();
    }

    private static ObjectNode write(ListTracks.WithActivity track, Set<Include> include, More more) {
        ObjectNode json = StoredJson.write(track.track(), TrackJson::write);
        String id = track.track().value().id();
        if (include.contains(Include.ACTIVITY)) {
            json.set("activity", Json.of(track.activity().map(ActivityJson::write)));
        }
        if (include.contains(Include.LINKS)) {
            json.set("links", TrackJson.write(more.links().get(id)));
        }
        if (include.contains(Include.INSTANCES)) {
            Directory.Count count = more.instances().get(id);
            json.putObject("instances").put("count", count.found()).put("complete", count.complete());
        }
        return json;
    }

    private HttpResponse read(Call call) {
        PagedResponse.noQuery(call);
        Stored<Track> track =
                configuration.track(call.trackId()).orElseThrow(() -> new NotFoundException("track", call.trackId()));
        return RecordResponse.read(track, TrackJson::write);
    }

    private HttpResponse activity(Call call) {
        PagedResponse.noQuery(call);
        return HttpResponse.json(200, ActivityJson.write(showActivity.of(call.trackId())));
    }

    private HttpResponse save(Call call) {
        PagedResponse.noQuery(call);
        Track track = TrackJson.read(call.json(), call.trackId());
        Saved<Track> saved =
                configureTrack.save(track, call.precondition(), call.caller().by());
        return RecordResponse.written(saved, TrackJson::write, "/v1/tracks/" + track.id());
    }
}
