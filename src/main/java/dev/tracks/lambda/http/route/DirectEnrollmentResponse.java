package dev.tracks.lambda.http.route;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.enroll.EnrollDirectly.Answer;
import java.util.List;

/** The response to a direct enrollment: 201 with the instance, or 409 with the reason. */
final class DirectEnrollmentResponse {
    private DirectEnrollmentResponse() {}

    /** @param by the caller, as stored with a change */
    static HttpResponse response(Answer answer, EnrollmentJson.Direct request, String by) {
        return answer.fold(enrolled -> created(enrolled.enrollment(), by), refused -> refused(refused.skip(), request));
    }

    private static HttpResponse created(Enrollment enrollment, String by) {
        String address = "/v1/participants/" + enrollment.participantId() + "/enrollments/" + enrollment.trackId() + "/"
                + enrollment.instance();
        return RecordResponse.written(
                new Saved<>(new Stored<>(enrollment, 1, enrollment.startedAt(), by), Saved.Effect.CREATED),
                EnrollmentJson::write,
                address);
    }

    /** The response is stored for repeats, so it contains no alias, which is personal data. */
    private static HttpResponse refused(Skip skip, EnrollmentJson.Direct request) {
        String detail = request.person().participantId().orElse("the participant") + " was not enrolled in "
                + request.trackId() + ": " + skip.reason().wireName();
        Problem problem = Problem.of(409, "not-enrolled", "Not enrolled", detail)
                .with("reason", skip.reason())
                .with("evidence", skip.evidence());
        return withFieldError(problem, skip.reason(), request).response();
    }

    /** For an unknown participant or track, the problem also names the invalid field. */
    private static Problem withFieldError(Problem problem, SkipReason reason, EnrollmentJson.Direct request) {
        if (reason == SkipReason.PARTICIPANT_NOT_FOUND) {
            return problem.withErrors(
                    List.of(new FieldProblem(request.person().field(), "must name an existing participant")));
        }
        return reason == SkipReason.DESTINATION_NOT_FOUND
                ? problem.withErrors(List.of(new FieldProblem("trackId", "must name an existing track")))
                : problem;
    }
}
