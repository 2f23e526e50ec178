package dev.tracks.lambda.http.route;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.OutcomeJson;
import dev.tracks.lambda.json.mapping.PreviewJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.enroll.PreviewStep;
import dev.tracks.usecase.enroll.PreviewStep.Preview;
import dev.tracks.usecase.people.FindPerson;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A step's runs: preview one, cancel a deferred one. */
@Singleton
public final class RunRoutes implements Routes {
    private final Configuration configuration;
    private final PreviewStep previewStep;
    private final CancelRun cancelRun;
    private final FindPerson findPerson;
    private final Access access;

    public RunRoutes(
            Configuration configuration,
            PreviewStep previewStep,
            CancelRun cancelRun,
            FindPerson findPerson,
            Access access) {
        this.configuration = configuration;
        this.previewStep = previewStep;
        this.cancelRun = cancelRun;
        this.findPerson = findPerson;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        String step = "/v1/tracks/{trackId}/steps/{stepId}";
        String run = "/v1/participants/{participantId}/runs/{trackId}/{instance}/{stepId}";
        return List.of(
                Route.post(step + "/preview", Rule.BOTH_TRACKS, this::preview),
                Route.post(run + "/cancel", Rule.TRACK, this::cancel));
    }

    /** The preview shows a person's name and enrollments, so the caller must be allowed to read that person. */
    private HttpResponse preview(Call call) {
        PagedResponse.noQuery(call);
        PreviewJson.Request request = PreviewJson.read(call.json(), call.trackId(), call.stepId());
        AddToTrackStep step = request.step().orElseGet(() -> saved(call));
        access.checkDestination(call.caller(), step.destinationTrackId());
        Optional<String> participantId = findPerson.find(request.person());
        access.checkPerson(call.caller(), request.person(), participantId);
        Preview preview = participantId
                .map(id -> previewStep.preview(step, id, request.instance(), access.peopleSeen(call.caller())))
                .orElseGet(() -> Preview.of(Outcome.participantNotFound(request.person())));
        return HttpResponse.json(200, PreviewJson.write(preview));
    }

    private HttpResponse cancel(Call call) {
        PagedResponse.noFields(call);
        StepReached cause = new StepReached(call.trackId(), call.stepId(), call.participantId(), call.instance());
        return HttpResponse.json(
                200, OutcomeJson.write(cancelRun.cancel(cause, call.caller().by())));
    }

    private AddToTrackStep saved(Call call) {
        return configuration
                .step(call.trackId(), call.stepId())
                .map(Stored::value)
                .orElseThrow(() -> new NotFoundException("step", call.stepId()));
    }
}
