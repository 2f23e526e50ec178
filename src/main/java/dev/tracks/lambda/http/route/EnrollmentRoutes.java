package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.http.IdempotencyKey;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.people.FindPerson;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.TrackPeople;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Direct enrollments, and a track's instances. */
@Singleton
public final class EnrollmentRoutes implements Routes {
    private static final Skip NOT_FOUND = new Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of());

    private final EnrollDirectly enrollDirectly;
    private final Configuration configuration;
    private final TrackPeople trackPeople;
    private final Participants participants;
    private final FindPerson findPerson;

    public EnrollmentRoutes(
            EnrollDirectly enrollDirectly,
            Configuration configuration,
            TrackPeople trackPeople,
            Participants participants,
            FindPerson findPerson) {
        this.enrollDirectly = enrollDirectly;
        this.configuration = configuration;
        this.trackPeople = trackPeople;
        this.participants = participants;
        this.findPerson = findPerson;
    }

    @Override
    public List<Route> routes() {
        String enrollments = "/v1/tracks/{trackId}/enrollments";
        return List.of(
                Route.post(enrollments, Rule.TRACK, this::enroll), Route.get(enrollments, Rule.TRACK, this::list));
    }

    /** Each with the name of its person: whoever manages the track may read the people who are in it. */
    private HttpResponse list(Call call) {
        Fields query = call.query();
        Set<EnrollmentStatus> statuses =
                PagedResponse.names(query, "status", EnrollmentStatus.class).orElse(Set.of());
        String search = PagedResponse.search(query);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        Map<String, String> names = new HashMap<>();
        return PagedResponse.page(
                part,
                limit -> {
                    Directory.Page<Stored<Enrollment>> page =
                            trackPeople.enrollments(call.trackId(), statuses, search, limit, part.position());
                    checkTrack(call.trackId(), page);
                    names.putAll(participants.names(page.data().stream()
                            .map(enrollment -> enrollment.value().participantId())
                            .distinct()
                            .toList()));
                    return page;
                },
                enrollment -> StoredJson.write(enrollment, EnrollmentJson::write)
                        .<ObjectNode>set(
                                "name",
                                Json.of(Optional.ofNullable(
                                        names.get(enrollment.value().participantId())))));
    }

    private void checkTrack(String trackId, Directory.Page<?> page) {
        if (page.data().isEmpty() && configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
    }

    private HttpResponse enroll(Call call) {
        PagedResponse.noQuery(call);
        EnrollmentJson.Direct request = EnrollmentJson.readDirect(call.json(), call.trackId());
        Optional<EnrollDirectly.Key> key = key(call, request);
        String by = call.caller().by();
        EnrollDirectly.Result result = findPerson
                .find(request.person())
                .map(participantId -> enrollDirectly.enroll(request.of(participantId), key, by))
                .orElseGet(() -> enrollDirectly.refuse(NOT_FOUND, request.trackId(), key, by));
        return result.replayed()
                .map(text -> HttpResponse.of(Json.read(text)).with(IdempotencyKey.REPLAYED, "true"))
                .orElseGet(
                        () -> DirectEnrollmentResponse.response(result.answer().orElseThrow(), request, by));
    }

    /** The whole response is stored with the key: status, headers, body. */
    private static Optional<EnrollDirectly.Key> key(Call call, EnrollmentJson.Direct request) {
        return IdempotencyKey.of(call, canonical(request))
                .map(key -> new EnrollDirectly.Key(
                        key.subject(),
                        key.key(),
                        key.bodyHash(),
                        answer -> Json.text(DirectEnrollmentResponse.response(
                                        answer, request, call.caller().by())
                                .event())));
    }

    /** The parsed request: whitespace and omitted defaults make no difference. */
    private static String canonical(EnrollmentJson.Direct request) {
        String person = request.person()
                .participantId()
                .orElseGet(() -> request.person().evidence().toString());
        return "enroll " + request.trackId() + " " + person + " "
                + request.reEnrollment().wireName();
    }
}
