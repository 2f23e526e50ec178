package dev.tracks.lambda.http.route.people;

import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.ParticipantRow;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import dev.tracks.usecase.people.RegisterParticipants;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Participants in bulk: creates or replaces up to 500 people, from JSON or CSV. */
@Singleton
public final class ParticipantBatchRoutes implements Routes {
    /** The limit of a body, in bytes (contract: 1 MB). */
    static final int BODY_MAX = 1024 * 1024;

    private final Participants participants;
    private final RegisterParticipants registerParticipants;
    private final ZoneId defaultZone;

    /** @param defaultZone the time zone of people who are saved without one */
    public ParticipantBatchRoutes(
            Participants participants, RegisterParticipants registerParticipants, ZoneId defaultZone) {
        this.participants = participants;
        this.registerParticipants = registerParticipants;
        this.defaultZone = defaultZone;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/v1/participants/batch", Rule.ADMIN, this::save));
    }

    private HttpResponse save(Call call) {
        PagedResponse.noQuery(call);
        HttpRequest request = call.request().withBodyMax(BODY_MAX);
        List<ParticipantRow> rows =
                request.csv().map(ParticipantRow::csv).orElseGet(() -> ParticipantRow.json(request.json()));
        List<Supplier<Registration>> people = rows.stream()
                .<Supplier<Registration>>map(row -> () -> row.read(defaultZone, this::isStoredZone))
                .toList();
        return ParticipantBatchResponse.of(
                rows, registerParticipants.save(people, call.caller().by()));
    }

    private boolean isStoredZone(String participantId, String name) {
        return participants
                .participant(participantId)
                .filter(stored -> stored.value().timeZone().name().equals(name))
                .isPresent();
    }
}
