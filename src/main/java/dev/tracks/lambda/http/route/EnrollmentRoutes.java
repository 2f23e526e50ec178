package dev.tracks.lambda.http.route;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Direct enrollments, and a track's instances. */
@Singleton
public final class EnrollmentRoutes implements Routes {
    private final EnrollDirectly enrollDirectly;
    private final Configuration configuration;
    private final Directory directory;

    public EnrollmentRoutes(EnrollDirectly enrollDirectly, Configuration configuration, Directory directory) {
        this.enrollDirectly = enrollDirectly;
        this.configuration = configuration;
        this.directory = directory;
    }

    @Override
    public List<Route> routes() {
        String enrollments = "/v1/tracks/{trackId}/enrollments";
        return List.of(
                Route.post(enrollments, Rule.TRACK, this::enroll), Route.get(enrollments, Rule.TRACK, this::list));
    }

    private HttpResponse list(Call call) {
        PagedResponse.Part part = PagedResponse.Part.of(call);
        return PagedResponse.page(
                part,
                limit -> page(call.trackId(), limit, part.position()),
                enrollment -> StoredJson.write(enrollment, EnrollmentJson::write));
    }

    private Directory.Page<Stored<Enrollment>> page(String trackId, int limit, Optional<String> position) {
        Directory.Page<Stored<Enrollment>> page = directory.enrollmentsOfTrack(trackId, limit, position);
        if (page.data().isEmpty() && configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
        return page;
    }

    private HttpResponse enroll(Call call) {
        PagedResponse.noQuery(call);
        DirectEnrollment request = EnrollmentJson.readDirect(call.json(), call.trackId());
        Optional<EnrollDirectly.Key> key = IdempotencyKey.of(call, request);
        EnrollDirectly.Result result =
                enrollDirectly.enroll(request, key, call.caller().by());
        return result.replayed()
                .map(text -> HttpResponse.of(Json.read(text)).with("idempotent-replayed", "true"))
                .orElseGet(() -> DirectEnrollmentResponse.response(
                        result.answer().orElseThrow(), request, call.caller().by()));
    }
}
