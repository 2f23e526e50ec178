package dev.tracks.lambda.http.route.people;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.mapping.ParticipantRow;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import dev.tracks.usecase.people.RegisterParticipants;
import dev.tracks.usecase.people.RegisterParticipants.Outcome;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Participants in bulk: creates or replaces up to 500 people, from JSON or CSV; as a dry run, it writes nothing. */
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
        boolean dryRun = isDryRun(call.query());
        HttpRequest request = call.request().withBodyMax(BODY_MAX);
        List<ParticipantRow> rows =
                request.csv().map(ParticipantRow::csv).orElseGet(() -> ParticipantRow.json(request.json()));
        List<Supplier<Registration>> people = rows.stream()
                .<Supplier<Registration>>map(row -> () -> row.read(defaultZone, this::isStoredZone))
                .toList();
        String by = call.caller().by();
        List<Outcome> outcomes =
                dryRun ? registerParticipants.check(people, by) : registerParticipants.save(people, by);
        return ParticipantBatchResponse.of(rows, outcomes, dryRun);
    }

    private static boolean isDryRun(Fields query) {
        Optional<Boolean> dryRun = query.text("dryRun", ParticipantBatchRoutes::flag);
        return query.buildWhole(() -> dryRun.orElse(false));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidFieldException("dryRun", "must be true or false");
        };
    }

    private boolean isStoredZone(String participantId, String name) {
        return participants
                .participant(participantId)
                .filter(stored -> stored.value().timeZone().name().equals(name))
                .isPresent();
    }
}
