package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
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
import dev.tracks.usecase.view.ListTracks;
import dev.tracks.usecase.view.ShowActivity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tracks: list, read, create or replace, show activity. */
@Singleton
public final class TrackRoutes implements Routes {
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
        Optional<String> include = query.text("include", TrackRoutes::include);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        ListTracks.Selection selection =
                new ListTracks.Selection(access.tracksOf(call.caller()), statuses.orElse(Set.of()), search);
        return include.isPresent()
                ? PagedResponse.page(
                        part,
                        limit -> listTracks.pageWithActivity(selection, limit, part.position()),
                        TrackRoutes::write)
                : PagedResponse.page(
                        part, limit -> listTracks.page(selection, limit, part.position()), TrackRoutes::write);
    }

    private static ObjectNode write(Stored<Track> track) {
        return StoredJson.write(track, TrackJson::write);
    }

    private static ObjectNode write(ListTracks.WithActivity track) {
        ObjectNode json = write(track.track());
        json.set("activity", Json.of(track.activity().map(ActivityJson::write)));
        return json;
    }

    private static String include(String text) {
        if (!text.equals("activity")) {
            throw new InvalidFieldException("include", "must be activity");
        }
        return text;
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
