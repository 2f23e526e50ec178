package dev.tracks.lambda.http;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.lambda.http.Access.Rule;
import dev.tracks.lambda.json.EnrollmentJson;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.PatchJson;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.UpdateEnrollment;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whoever runs a track notes what a person has done in it. */
@Singleton
public final class ProgressRoutes implements Routes {
    /** The most that an instance's progress may have, as JSON (contract). */
    static final int PROGRESS_MAX = 16 * 1024;

    private final UpdateEnrollment updateEnrollment;

    public ProgressRoutes(UpdateEnrollment updateEnrollment) {
        this.updateEnrollment = updateEnrollment;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.patch(
                "/v1/participants/{participantId}/enrollments/{trackId}/{instance}", Rule.TRACK, this::patch));
    }

    private HttpResponse patch(Call call) {
        Listing.noQuery(call);
        Stored<Enrollment> changed = updateEnrollment.update(
                call.participantId(),
                new EnrollmentRef(call.trackId(), call.instance()),
                PatchJson.read(call.json()),
                call.precondition(),
                ProgressRoutes::checkSize,
                call.caller().subject());
        return Saved.read(changed, EnrollmentJson::write);
    }

    private static void checkSize(Enrollment enrollment) {
        String text = Json.text(Json.of(enrollment.progress()));
        if (text.getBytes(StandardCharsets.UTF_8).length > PROGRESS_MAX) {
            throw new ProblemException(Problem.of(422, "not-possible", "Not possible", "progress would be too large")
                    .withErrors(List.of(new FieldProblem("progress", "must have at most 16 kB once merged"))));
        }
    }
}
