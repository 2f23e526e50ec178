package dev.tracks.lambda.http.route;

import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.mapping.ParticipantJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.RegisterParticipant;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Participants: list and search, read, create or replace, erase. */
@Singleton
public final class ParticipantRoutes implements Routes {
    private final Participants participants;
    private final Directory directory;
    private final RegisterParticipant registerParticipant;
    private final EraseParticipant eraseParticipant;
    private final ZoneId defaultZone;

    /** @param defaultZone the time zone of people who are saved without one */
    public ParticipantRoutes(
            Participants participants,
            Directory directory,
            RegisterParticipant registerParticipant,
            EraseParticipant eraseParticipant,
            ZoneId defaultZone) {
        this.participants = participants;
        this.directory = directory;
        this.registerParticipant = registerParticipant;
        this.eraseParticipant = eraseParticipant;
        this.defaultZone = defaultZone;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/participants", Rule.ADMIN, this::list),
                Route.get("/v1/participants/{participantId}", Rule.PERSON, this::read),
                Route.put("/v1/participants/{participantId}", Rule.ADMIN, this::save),
                Route.delete("/v1/participants/{participantId}", Rule.ADMIN, this::erase));
    }

    private HttpResponse list(Call call) {
        Fields query = call.query();
        String search = PagedResponse.search(query);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        return PagedResponse.page(
                part,
                limit -> directory.participants(search, limit, part.position()),
                participant -> StoredJson.write(participant, ParticipantJson::write));
    }

    private HttpResponse read(Call call) {
        PagedResponse.noQuery(call);
        Stored<Participant> participant = participants
                .participant(call.participantId())
                .orElseThrow(() -> new NotFoundException("participant", call.participantId()));
        return RecordResponse.read(participant, ParticipantJson::write);
    }

    private HttpResponse erase(Call call) {
        PagedResponse.noQuery(call);
        EraseParticipant.Progress progress =
                eraseParticipant.erase(call.participantId(), call.caller().by());
        return progress == EraseParticipant.Progress.COMPLETE ? HttpResponse.noContent() : HttpResponse.accepted();
    }

    private HttpResponse save(Call call) {
        PagedResponse.noQuery(call);
        Registration registration =
                ParticipantJson.read(call.json(), call.participantId(), defaultZone, name -> isStoredZone(call, name));
        Saved<Participant> saved = registerParticipant.save(
                registration, call.precondition(), call.caller().by());
        return RecordResponse.written(saved, ParticipantJson::write, "/v1/participants/" + call.participantId());
    }

    private boolean isStoredZone(Call call, String name) {
        return participants
                .participant(call.participantId())
                .filter(stored -> stored.value().timeZone().name().equals(name))
                .isPresent();
    }
}
