package dev.tracks.lambda.http;

import dev.tracks.domain.Decision.Skip;
import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.SkipReason;
import dev.tracks.lambda.json.EnrollmentJson;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.usecase.EnrollDirectly.Answer;
import dev.tracks.usecase.Stored;
import java.util.List;

/** How a direct enrollment is answered: 201 with the instance, or 409 with the reason. */
final class DirectAnswer {
    private DirectAnswer() {}

    /** @param by who asked for it */
    static HttpResponse response(Answer answer, DirectEnrollment request, String by) {
        if (answer instanceof Answer.Enrolled enrolled) {
            Enrollment enrollment = enrolled.enrollment();
            String address = "/v1/participants/" + enrollment.participantId() + "/enrollments/" + enrollment.trackId()
                    + "/" + enrollment.instance();
            return Saved.written(
                    new Stored<>(enrollment, 1, enrollment.startedAt(), by), EnrollmentJson::write, address);
        }
        Skip skip = ((Answer.Refused) answer).skip();
        String detail = request.participantId() + " was not enrolled in " + request.trackId() + ": "
                + skip.reason().wireName();
        Problem problem = Problem.of(409, "not-enrolled", "Not enrolled", detail)
                .with("reason", skip.reason())
                .with("evidence", skip.evidence());
        return named(problem, skip.reason()).response();
    }

    /** An id that names nobody is a field that is wrong, too. */
    private static Problem named(Problem problem, SkipReason reason) {
        if (reason == SkipReason.PARTICIPANT_NOT_FOUND) {
            return problem.withErrors(List.of(new FieldProblem("participantId", "names nobody who is known")));
        }
        return reason == SkipReason.DESTINATION_NOT_FOUND
                ? problem.withErrors(List.of(new FieldProblem("trackId", "names no track that exists")))
                : problem;
    }
}
