package dev.tracks.lambda.http.route;

import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.ActivityJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.lambda.json.mapping.TrackJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.ConfigureTrack;
import dev.tracks.usecase.view.ShowActivity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/** Tracks: list, read, create or replace, show activity. */
@Singleton
public final class TrackRoutes implements Routes {
    private final Configuration configuration;
    private final ConfigureTrack configureTrack;
    private final ShowActivity showActivity;
    private final Access access;

    public TrackRoutes(
            Configuration configuration, ConfigureTrack configureTrack, ShowActivity showActivity, Access access) {
        this.configuration = configuration;
        this.configureTrack = configureTrack;
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
        PagedResponse.noQuery(call);
        Predicate<String> seen = access.tracksOf(call.caller());
        List<Stored<Track>> tracks = configuration.tracks().stream()
                .filter(track -> seen.test(track.value().id()))
                .toList();
        return PagedResponse.all(tracks, track -> StoredJson.write(track, TrackJson::write));
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
