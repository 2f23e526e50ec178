package dev.tracks.lambda.http.route;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.lambda.json.mapping.PatchJson;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Managers of a track update a person's progress and status in it, and resend the confirmation. */
@Singleton
public final class ProgressRoutes implements Routes {
    /** The limit of an instance's progress, in bytes of JSON (contract). */
    static final int PROGRESS_MAX = 16 * 1024;

    private final UpdateEnrollment updateEnrollment;
    private final ResendConfirmation resendConfirmation;

    public ProgressRoutes(UpdateEnrollment updateEnrollment, ResendConfirmation resendConfirmation) {
        this.updateEnrollment = updateEnrollment;
        this.resendConfirmation = resendConfirmation;
    }

    @Override
    public List<Route> routes() {
        String enrollment = "/v1/participants/{participantId}/enrollments/{trackId}/{instance}";
        return List.of(
                Route.patch(enrollment, Rule.TRACK, this::patch),
                Route.post(enrollment + "/resend", Rule.TRACK, this::resend));
    }

    private HttpResponse resend(Call call) {
        PagedResponse.noFields(call);
        Stored<Enrollment> resent = resendConfirmation.resend(
                call.participantId(),
                new EnrollmentRef(call.trackId(), call.instance()),
                call.caller().by());
        return RecordResponse.read(resent, EnrollmentJson::write);
    }

    private HttpResponse patch(Call call) {
        PagedResponse.noQuery(call);
        Stored<Enrollment> changed = updateEnrollment.update(
                call.participantId(),
                new EnrollmentRef(call.trackId(), call.instance()),
                PatchJson.read(call.json()),
                call.precondition(),
                ProgressRoutes::checkSize,
                call.caller().by());
        return RecordResponse.read(changed, EnrollmentJson::write);
    }

    private static void checkSize(Enrollment enrollment) {
        String text = Json.text(Json.of(enrollment.progress()));
        if (text.getBytes(StandardCharsets.UTF_8).length > PROGRESS_MAX) {
            throw new ProblemException(Problem.of(
                            422, "not-possible", "Not possible", "progress must have at most 16 kB after the merge")
                    .withErrors(List.of(new FieldProblem("progress", "must have at most 16 kB after the merge"))));
        }
    }
}
