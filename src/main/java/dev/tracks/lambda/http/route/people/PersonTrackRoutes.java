package dev.tracks.lambda.http.route.people;

import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.ListTracksOfPerson;
import jakarta.inject.Singleton;
import java.util.List;

/** The titles of the tracks that a person's records name, for everyone who may read the person's history. */
@Singleton
public final class PersonTrackRoutes implements Routes {
    private final ListTracksOfPerson listTracks;
    private final Participants participants;

    public PersonTrackRoutes(ListTracksOfPerson listTracks, Participants participants) {
        this.listTracks = listTracks;
        this.participants = participants;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/participants/{participantId}/tracks", Rule.PERSON_OR_SELF, this::tracks));
    }

    private HttpResponse tracks(Call call) {
        PagedResponse.noQuery(call);
        List<Track> tracks = listTracks.of(call.participantId());
        if (tracks.isEmpty() && participants.participant(call.participantId()).isEmpty()) {
            throw new NotFoundException("participant", call.participantId());
        }
        return PagedResponse.all(
                tracks, track -> Json.object().put("id", track.id()).put("title", track.title()));
    }
}
