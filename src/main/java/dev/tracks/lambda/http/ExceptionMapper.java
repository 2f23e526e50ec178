package dev.tracks.lambda.http;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.configure.LoopException;
import dev.tracks.usecase.configure.UnusableDestinationException;
import dev.tracks.usecase.enroll.CancelRun.NotDeferredException;
import dev.tracks.usecase.enroll.EnrollDirectly.KeyReusedException;
import dev.tracks.usecase.enroll.Reinvite.NotClosedException;
import dev.tracks.usecase.enroll.Reinvite.RefusedException;
import dev.tracks.usecase.enroll.ResendConfirmation.NotResendableException;
import dev.tracks.usecase.enroll.UpdateEnrollment.EndedException;
import dev.tracks.usecase.invite.ManageInvitation.NotOpenException;
import dev.tracks.usecase.job.StopJob;
import dev.tracks.usecase.people.AliasTakenException;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The only place that maps exceptions to responses. An error in the request itself is 400; an error that depends on
 * stored records is 404, 409, 412 or 422. A response never contains a class name or a stack trace.
 */
final class ExceptionMapper {
    private static final Logger LOG = Logger.getLogger(ExceptionMapper.class);

    /** The path parameters that identify records without an id of their own. */
    private static final Map<String, String> FIELDS =
            Map.of("enrollment", "instance", "invitation", "number", "run", "stepId");

    private ExceptionMapper() {}

    /** @param requestId the caller can quote it, to find the request's log lines */
    static HttpResponse response(RuntimeException e, String requestId) {
        if (e instanceof ProblemException problem) {
            return problem.response();
        }
        if (e instanceof ConcurrentUpdateException contended) {
            return Problem.of(503, "busy", "Busy", contended.getMessage())
                    .response()
                    .with("retry-after", "1");
        }
        if (e instanceof InvalidRequestException || e instanceof InvalidCursorException) {
            return invalid(e).response();
        }
        if (e instanceof NotFoundException || e instanceof LoopException || e instanceof StaleVersionException) {
            return stateProblem(e).response();
        }
        if (e instanceof UnusableDestinationException
                || e instanceof InvalidFieldException
                || e instanceof KeyReusedException) {
            return unprocessable(e).response();
        }
        return conflict(e).orElseGet(() -> internal(e, requestId)).response();
    }

    /** The problem of a request that the state of a record does not allow; empty for any other exception. */
    private static Optional<Problem> conflict(RuntimeException e) {
        if (e instanceof NotOpenException
                || e instanceof NotDeferredException
                || e instanceof NotClosedException
                || e instanceof EndedException
                || e instanceof NotResendableException
                || e instanceof StopJob.EndedException
                || e instanceof ErasedException) {
            return Optional.of(Problem.of(409, "conflict", "Conflict", e.getMessage()));
        }
        if (e instanceof RefusedException refused) {
            return Optional.of(Problem.of(409, "not-enrolled", "Not enrolled", refused.getMessage())
                    .with("reason", refused.skip().reason())
                    .with("evidence", refused.skip().evidence()));
        }
        if (e instanceof AliasTakenException taken) {
            // Only admins save participants, so the response may name the owner.
            return Optional.of(Problem.of(409, "alias-taken", "Alias taken", taken.getMessage())
                    .withErrors(List.of(new FieldProblem(taken.field(), "belongs to participant " + taken.ownerId()))));
        }
        return Optional.empty();
    }

    private static Problem internal(RuntimeException e, String requestId) {
        LOG.error("request failed", e);
        return Problem.of(500, "internal", "Internal error", "internal error; quote request id " + requestId)
                .with("requestId", requestId);
    }

    private static Problem invalid(RuntimeException e) {
        List<FieldProblem> problems = e instanceof InvalidRequestException invalid
                ? invalid.problems().stream().map(ExceptionMapper::withField).toList()
                : List.of(new FieldProblem("cursor", e.getMessage()));
        String detail = problems.size() == 1 ? problems.get(0).toString() : problems.size() + " fields are invalid";
        return Problem.of(400, "invalid-request", "Invalid request", detail).withErrors(problems);
    }

    /** A problem without a field concerns the whole body. */
    private static FieldProblem withField(FieldProblem problem) {
        return problem.field().isEmpty() ? new FieldProblem("body", problem.message()) : problem;
    }

    private static Problem stateProblem(RuntimeException e) {
        if (e instanceof LoopException loop) {
            return Problem.of(409, "loop-detected", "Loop detected", loop.getMessage())
                    .with("path", loop.path());
        }
        if (e instanceof StaleVersionException) {
            return Problem.of(412, "precondition-failed", "Precondition failed", e.getMessage());
        }
        String what = ((NotFoundException) e).what();
        String field = FIELDS.getOrDefault(what, what + "Id");
        return Problem.of(404, "not-found", "Not found", e.getMessage())
                .withErrors(List.of(new FieldProblem(field, e.getMessage())));
    }

    private static Problem unprocessable(RuntimeException e) {
        if (e instanceof UnusableDestinationException) {
            return Problem.of(
                            422, "unusable-destination", "Unusable destination", "destinationTrackId " + e.getMessage())
                    .withErrors(List.of(new FieldProblem("destinationTrackId", e.getMessage())));
        }
        if (e instanceof InvalidFieldException invalid) {
            FieldProblem problem = new FieldProblem(invalid.field(), invalid.getMessage());
            return Problem.of(422, "not-possible", "Not possible", problem.toString())
                    .withErrors(List.of(problem));
        }
        return Problem.of(422, "idempotency-key-reused", "Idempotency key reused", e.getMessage())
                .withErrors(List.of(new FieldProblem("Idempotency-Key", "was already used with another request")));
    }
}
